"""Languages to the codes that MEDLINE uses (ISO 639-2/B), so that feeds agree."""

_NAMES = (
    "eng en english|fre fr french|ger de german|spa es spanish|ita it italian|por pt portuguese"
    "|dut nl dutch|chi zh chinese|jpn ja japanese|rus ru russian|pol pl polish|kor ko korean"
    "|tur tr turkish|swe sv swedish|dan da danish|nor no norwegian|fin fi finnish|cze cs czech"
    "|hun hu hungarian|gre el greek|heb he hebrew|ara ar arabic|per fa persian|ukr uk ukrainian"
    "|rum ro romanian|hrv hr croatian|srp sr serbian|slo sk slovak|slv sl slovenian"
    "|bul bg bulgarian|lit lt lithuanian|cat ca catalan|ind id indonesian|tha th thai"
    "|vie vi vietnamese|wel cy welsh|ice is icelandic|est et estonian|lav lv latvian"
)
_CODES = {name: names.split()[0] for names in _NAMES.split("|") for name in names.split()} | {
    "fra": "fre",
    "deu": "ger",
    "nld": "dut",
    "zho": "chi",
    "ces": "cze",
    "ell": "gre",
    "fas": "per",
    "ron": "rum",
    "slk": "slo",
    "cym": "wel",
    "isl": "ice",
}


def language(text: str) -> str:
    """Return the three-letter code of a language, or the text itself in lower case."""
    text = text.strip().lower()
    return _CODES.get(text.split("-")[0] if len(text) == 5 else text, text)
