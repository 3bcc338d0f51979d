"""Two articles about which a language model writes, selects and drafts: three quotations on Libya."""

ARTICLES = [
    {"id": "a", "title": "Norway at the UN", "source": "The Record", "published": "2013-09-26", "kind": "official",
     "speaker": "Ada Berg", "speaker_role": "Foreign Minister", "country": "Norway",
     "text": "Norway has withdrawn 1,200 soldiers from Libya. Norway will close its last base in Libya in May."},
    {"id": "b", "title": "Sirte", "source": "The Courier", "published": "2014-02-03",
     "text": "Colonel Idris Saleh said the attack in Libya had wounded 40 civilians."},
]  # fmt: skip
