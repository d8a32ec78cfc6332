"""Make the font that figures write Korean with: the everyday syllables of NanumGothic under a name of its own.

    python dlcourse/widgets/stage/fonts/make_font.py NanumGothic.ttf

NanumGothic is Copyright (c) 2010, NAVER Corporation, under the SIL Open Font License (OFL.txt beside this file). The licence reserves the name,
so the subset is called DlcourseHangul. It holds ASCII, the 2,350 syllables of KS X 1001, Hangul letters and punctuation.
The font file is found on Debian in the package fonts-nanum.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

NAME = "DlcourseHangul"
FAMILY, FULL, POSTSCRIPT, UNIQUE = 1, 4, 6, 3


def wanted() -> set[int]:
    """Code points to keep."""
    syllables = {ord(bytes([high, low]).decode("euc_kr")) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF)}
    letters = set(range(0x3131, 0x318F))
    punctuation = {ord(sign) for sign in "·…–—‘’“”→←↑↓×÷±≤≥≠√∑∞°✓○●■□△▲"}
    return set(range(0x20, 0x7F)) | syllables | letters | punctuation


def main(source: str) -> None:
    """Write DlcourseHangul.ttf beside this script."""
    font = TTFont(source)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (FAMILY, FULL, POSTSCRIPT, UNIQUE):
            record.string = NAME
    font["head"].modified = font["head"].created  # the same input gives the same bytes
    font.recalcTimestamp = False
    target = Path(__file__).with_name(f"{NAME}.ttf")
    font.save(target)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
