package org.esimtestbed.profilepackage;

import org.esimtestbed.profilepackage.element.PinCodes;
import org.esimtestbed.profilepackage.file.FilePath;

/// PINs and the directory they hold in, however the package gave it: by the order of its elements or by selecting it.
public record PinContext(FilePath directory, PinCodes pins) {}
