package org.esimtestbed.console.screen;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;

/// A QR code as text, two rows of it in one row of half blocks, and back.
public final class QrText {
    private static final int SCALE = 4;
    private static final int WHITE = 0xFFFFFF;

    private final BitMatrix matrix;

    /// @throws IllegalArgumentException if the text does not fit a QR code
    public QrText(String text) {
        try {
            matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code holds this: " + text, e);
        }
    }

    /// Dark modules on a light ground whatever the terminal's colours are, as scanners expect them.
    public String draw() {
        return draw("\u001B[30;107m", "\u001B[0m");
    }

    /// The same without colours: for terminals and files with dark text on light ground.
    public String drawPlain() {
        return draw("", "");
    }

    private String draw(String before, String after) {
        var text = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y += 2) {
            text.append("  ").append(before);
            for (int x = 0; x < matrix.getWidth(); x++) text.append(half(dark(x, y), dark(x, y + 1)));
            text.append(after).append('\n');
        }
        return text.toString();
    }

    private boolean dark(int x, int y) {
        return y < matrix.getHeight() && matrix.get(x, y);
    }

    private static char half(boolean upper, boolean lower) {
        if (upper && lower) return '\u2588';
        if (upper) return '\u2580';
        return lower ? '\u2584' : ' ';
    }

    /// What a camera reads from the code.
    ///
    /// @throws IllegalStateException if nothing can be read
    public String scan() {
        int width = matrix.getWidth() * SCALE;
        int height = matrix.getHeight() * SCALE;
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) pixels[y * width + x] = matrix.get(x / SCALE, y / SCALE) ? 0 : WHITE;
        }
        LuminanceSource picture = new RGBLuminanceSource(width, height, pixels);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(picture)))
                    .getText();
        } catch (ReaderException e) {
            throw new IllegalStateException("the QR code cannot be read", e);
        }
    }
}
