package org.esimtestbed.lpa.download;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.tlv.Bytes;

/// An Activation Code as a picture (SGP.22 §4.1.1): a PNG or JPEG with one QR code in it, dark on light or light
/// on dark.
public final class QrPicture {
    private static final long MAX_PIXELS = 50_000_000; // a photo of any telephone; more would fill the memory
    private static final Map<DecodeHintType, Object> CAREFULLY = Map.of(DecodeHintType.TRY_HARDER, true);

    /// A QR code, and where in the picture its middle is.
    private record Code(String text, double x, double y, double size) {
        static Code of(Result result) {
            double x = 0;
            double y = 0;
            var points = result.getResultPoints();
            for (var point : points) {
                x += point.getX() / points.length;
                y += point.getY() / points.length;
            }
            return new Code(result.getText(), x, y, ResultPoint.distance(points[0], points[1]));
        }

        // The same code is found more than once: by other thresholds, or by other corners.
        boolean isAlso(Code other) {
            return text.equals(other.text) && Math.hypot(x - other.x, y - other.y) < Math.max(size, other.size);
        }
    }

    private QrPicture() {}

    /// @throws IllegalArgumentException naming the file, if it is no picture, holds no QR code, several of them,
    ///                                  or one that is no Activation Code
    /// @throws UncheckedIOException     if the file cannot be read
    public static ActivationCode read(Path file) {
        try (var octets = Files.newInputStream(file)) {
            return read(octets, file.toString(), MAX_PIXELS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// A picture that came some other way.
    ///
    /// @param name      what errors call it
    /// @param maxPixels a larger one is refused before it takes memory, about 13 octets a pixel
    /// @throws IllegalArgumentException as [#read(Path)]
    public static ActivationCode read(Bytes octets, String name, long maxPixels) {
        try {
            return read(new ByteArrayInputStream(octets.toArray()), name, maxPixels);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private static ActivationCode read(InputStream octets, String file, long maxPixels) throws IOException {
        var picture = onWhite(picture(octets, file, maxPixels));
        var codes = new ArrayList<Code>();
        int width = picture.getWidth();
        int height = picture.getHeight();
        LuminanceSource source =
                new RGBLuminanceSource(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
        for (var light : List.of(source, source.invert())) {
            add(codes, new BinaryBitmap(new HybridBinarizer(light)));
            add(codes, new BinaryBitmap(new GlobalHistogramBinarizer(light)));
        }
        if (codes.isEmpty()) throw new IllegalArgumentException(file + " shows no QR code");
        if (codes.size() > 1) {
            throw new IllegalArgumentException(
                    file + " shows " + codes.size() + " QR codes: cut out the one that is meant");
        }
        try {
            return ActivationCode.parse(codes.getFirst().text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void add(List<Code> codes, BinaryBitmap bitmap) {
        try {
            for (var result : new QRCodeMultiReader().decodeMultiple(bitmap, CAREFULLY)) {
                var code = Code.of(result);
                if (codes.stream().noneMatch(code::isAlso)) codes.add(code);
            }
        } catch (NotFoundException nothingThere) {
            // perhaps by another threshold
        }
    }

    private static BufferedImage picture(InputStream octets, String file, long maxPixels) throws IOException {
        try (var input = ImageIO.createImageInputStream(octets)) {
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) throw new IllegalArgumentException(file + " is no picture: PNG and JPEG are read");
            var reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > maxPixels) {
                    throw new IllegalArgumentException(
                            file + " has " + pixels + " pixels, more than the " + maxPixels + " that are read");
                }
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IllegalArgumentException said) {
            throw said;
        } catch (IIOException | EOFException | RuntimeException e) { // the readers stumble over damage in many ways
            throw new IllegalArgumentException(file + " is a damaged picture: " + e.getMessage(), e);
        }
    }

    // What shines through a picture is light, as on paper; else a code without a background is black on black.
    private static BufferedImage onWhite(BufferedImage picture) {
        var opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = opaque.createGraphics();
        canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return opaque;
    }
}
