package org.esimtestbed.lpa.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.esimtestbed.rsp.id.ActivationCode;
import org.esimtestbed.rsp.tlv.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {
    private static final ActivationCode CODE = ActivationCode.parse("1$smdp.example.com$04386-AGYFT-A74Y8-3F815");
    private static final Color TRANSPARENT = new Color(0, true);

    @TempDir
    Path folder;

    private static void draw(Graphics2D canvas, String text, int x, int y, int size, Color dark, Color light)
            throws Exception {
        var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, size, size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                canvas.setColor(matrix.get(column, row) ? dark : light);
                if (canvas.getColor().getAlpha() > 0) canvas.fillRect(x + column, y + row, 1, 1);
            }
        }
    }

    private Path save(BufferedImage picture, String format) throws Exception {
        var file = folder.resolve("code." + format);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
        return file;
    }

    private static BufferedImage canvas(int width, int height, int type, Color ground) {
        var picture = new BufferedImage(width, height, type);
        var canvas = picture.createGraphics();
        canvas.setColor(ground);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return picture;
    }

    private static BufferedImage one(String text, int type, Color dark, Color light) throws Exception {
        var picture = canvas(400, 300, type, light);
        draw(picture.createGraphics(), text, 60, 30, 240, dark, light);
        return picture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void readsPngAndJpeg(String format) throws Exception {
        var picture = one(CODE.qrText(), BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE);
        assertThat(QrPicture.read(save(picture, format))).isEqualTo(CODE);
    }

    @Test
    void readsLightOnDark() throws Exception {
        var picture = one(CODE.qrText(), BufferedImage.TYPE_INT_RGB, Color.WHITE, Color.BLACK);
        assertThat(QrPicture.read(save(picture, "png"))).isEqualTo(CODE);
    }

    @Test
    void readsACodeWithoutABackground() throws Exception {
        var picture = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        draw(picture.createGraphics(), CODE.qrText(), 20, 20, 240, Color.BLACK, TRANSPARENT);
        assertThat(QrPicture.read(save(picture, "png"))).isEqualTo(CODE);
    }

    @ParameterizedTest
    @CsvSource({"90", "180", "270", "12"})
    void readsATurnedPhoto(int degrees) throws Exception {
        var straight = one(CODE.qrText(), BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE);
        var turned = canvas(600, 600, BufferedImage.TYPE_INT_RGB, Color.LIGHT_GRAY);
        var graphics = turned.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.rotate(Math.toRadians(degrees), 300, 300);
        graphics.drawImage(straight, 100, 150, null);
        assertThat(QrPicture.read(save(turned, "jpg"))).isEqualTo(CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LPA:1$smdp.example.com$ANOTHER-ONE",
                "https://example.com",
                "LPA:1$smdp.example.com$04386-AGYFT-A74Y8-3F815"
            })
    void refusesSeveralCodesInOnePicture(String second) throws Exception {
        var picture = canvas(700, 320, BufferedImage.TYPE_INT_RGB, Color.WHITE);
        draw(picture.createGraphics(), CODE.qrText(), 30, 30, 250, Color.BLACK, Color.WHITE);
        draw(picture.createGraphics(), second, 400, 30, 250, Color.BLACK, Color.WHITE);
        var file = save(picture, "png");

        assertThatThrownBy(() -> QrPicture.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("2 QR codes");
    }

    @Test
    void refusesAPictureWithoutACode() throws Exception {
        var file = save(canvas(200, 200, BufferedImage.TYPE_INT_RGB, Color.ORANGE), "png");
        assertThatThrownBy(() -> QrPicture.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no QR code");
    }

    @Test
    void saysWhyACodeIsNoActivationCode() throws Exception {
        var file = save(one("https://example.com", BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE), "png");
        assertThatThrownBy(() -> QrPicture.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("begins with 1$");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 200})
    void refusesAFileThatIsNoPictureOrHalfOfOne(int octets) throws Exception {
        var whole = Files.readAllBytes(
                save(one(CODE.qrText(), BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE), "png"));
        var file = folder.resolve("half.png");
        Files.write(file, java.util.Arrays.copyOf(whole, octets));

        assertThatThrownBy(() -> QrPicture.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void readsOctetsAndRefusesMorePixelsThanAsked() throws Exception {
        var octets = Bytes.wrap(Files.readAllBytes(
                save(one(CODE.qrText(), BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE), "png")));

        assertThat(QrPicture.read(octets, "upload", 400 * 300)).isEqualTo(CODE);
        assertThatThrownBy(() -> QrPicture.read(octets, "upload", 400 * 300 - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("upload has 120000 pixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void refusesADamagedPictureWhateverTheDamage(String format) throws Exception {
        var whole = Files.readAllBytes(
                save(one(CODE.qrText(), BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE), format));
        var random = new Random(7);
        for (int i = 0; i < 150; i++) {
            var damaged = whole.clone();
            for (int flips = 0; flips < 4; flips++) damaged[random.nextInt(200)] = (byte) random.nextInt(256);
            try {
                assertThat(QrPicture.read(Bytes.wrap(damaged), "upload", 1_000_000))
                        .as("damage to what does not count")
                        .isEqualTo(CODE);
            } catch (IllegalArgumentException said) {
                assertThat(said).hasMessageContaining("upload");
            }
        }
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThatThrownBy(() -> QrPicture.read(folder.resolve("absent.png")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent.png");
    }
}
