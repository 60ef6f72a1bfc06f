"""Given names and surnames so frequent that a full name of both may be anybody's.

From the most frequent names in the UK (Office for National Statistics) and US
(Social Security Administration; Census Bureau) lists.  “James Brown” needs a
post or a body to be told; “Theresa May” does not.
"""

from onrecord.link.names import words_of

GIVEN = words_of(
    "adam alan alex alexander amanda amy andrew andy angela ann anna anne anthony barbara ben "
    "benjamin bill bob brian carol caroline charles chris christian christine christopher "
    "claire colin craig dan daniel dave david dean deborah debbie denise dennis derek diane "
    "donna dorothy edward elizabeth emily emma eric frank fred gary geoff george graham greg "
    "harry heather helen henry ian jack jacob james jane janet jason jean jeff jennifer jenny "
    "jessica jim joan joe john jonathan joseph josh joyce judith judy julia julie karen kate "
    "katherine kathleen keith kelly ken kenneth kevin kim larry laura lee lesley linda lisa "
    "louise luke lynn malcolm margaret maria marie mark martin mary matt matthew michael "
    "michelle mike nancy natalie neil nicholas nick nicola nigel oliver pam pat patricia "
    "patrick paul peter phil philip rachel ray rebecca richard rob robert robin roger ron ross "
    "roy ruth ryan sally sam samantha samuel sandra sara sarah scott sean sharon simon sophie "
    "stephen steve steven stuart sue susan terry thomas tim timothy tina tom tony tracey trevor "
    "victoria wayne wendy will william"
)

SURNAMES = words_of(
    "adams allen anderson andrews armstrong bailey baker barnes bell bennett black brooks brown "
    "bryant burns burton butler campbell carter chapman clark clarke coleman collins cook "
    "cooper cox cruz davies davis dawson dean dixon edwards elliott ellis evans ford foster fox "
    "fisher garcia gardner gibson gonzalez gordon graham grant gray green griffin griffiths "
    "hall hamilton harris harrison harvey hayes henderson hernandez hill holmes howard hudson "
    "hughes hunt hunter jackson james jenkins johnson johnston jones jordan kaur kelly kennedy "
    "khan king knight lawrence lee lewis lloyd long lopez marshall martin martinez mason "
    "matthews miller mills mitchell moore morgan morris morrison murphy murray myers nelson "
    "nguyen owen palmer parker patel patterson payne perez perry phillips pierce porter powell "
    "powers price ramirez reed reid reynolds rice richards richardson rivera roberts robertson "
    "robinson rodriguez rogers rose ross russell ryan sanchez sanders saunders scott shaw "
    "simmons simpson singh smith spencer stevens stewart stone sullivan taylor thomas thompson "
    "thomson torres turner walker wallace walsh ward washington watson watts webb wells west "
    "white wilkinson williams williamson wilson wood woods wright young"
)


def is_common(full: str) -> bool:
    """Whether a person's key is made of a frequent given name and a frequent surname.

    >>> is_common("james brown"), is_common("cressida brown")
    (True, False)
    """
    words = full.split()
    return len(words) > 1 and words[0] in GIVEN and words[-1] in SURNAMES
