"""Names of languages: files write `eng`, `en` or `English`; searches any of them."""

_NAMES = {
    "afrikaans": "af afr", "arabic": "ar ara", "bulgarian": "bg bul", "chinese": "zh chi zho",
    "croatian": "hr hrv", "czech": "cs cze ces", "danish": "da dan", "dutch": "nl dut nld",
    "english": "en eng", "finnish": "fi fin", "french": "fr fre fra", "german": "de ger deu",
    "greek": "el gre ell", "hebrew": "he heb", "hungarian": "hu hun", "icelandic": "is ice isl",
    "indonesian": "id ind", "italian": "it ita", "japanese": "ja jpn", "korean": "ko kor",
    "lithuanian": "lt lit", "malay": "ms may msa", "norwegian": "no nor nb nob nn nno",
    "persian": "fa per fas", "polish": "pl pol", "portuguese": "pt por",
    "romanian": "ro rum ron", "russian": "ru rus", "serbian": "sr srp", "slovak": "sk slo slk",
    "slovenian": "sl slv", "spanish": "es spa", "swedish": "sv swe", "thai": "th tha",
    "turkish": "tr tur", "ukrainian": "uk ukr", "vietnamese": "vi vie", "welsh": "cy wel cym",
}  # fmt: skip
#: ISO 639-1 and both forms of ISO 639-2.
_BY_CODE = {code: name for name, codes in _NAMES.items() for code in codes.split()}


def language(written: str) -> str:
    """Return the English name of a language by its code, or what was written, in lower case.

    >>> language("eng"), language("en-GB"), language("English")
    ('english', 'english', 'english')
    """
    plain = written.strip().lower()
    return _BY_CODE.get(plain) or _BY_CODE.get(plain.partition("-")[0], plain)
