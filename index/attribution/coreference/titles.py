"""Vocabulary: the words that tell a person's name from what stands before it, and from other names."""

_MALE = """
Mr. Sir Lord King Prince Chairman Congressman Spokesman Councilman Assemblyman Father Imam Emir
"""
_FEMALE = """
Mrs. Ms. Miss Lady Queen Princess Chairwoman Congresswoman Spokeswoman Councilwoman Sister
"""
_OFFICES = """
Sen. Sens. Gov. Govs. Rep. Reps. Dr. Gen. Lt. Col. Sgt. Capt. Maj. Prof. Rev. Amb. Senator Senators Governor
Representative President Presidents Vice-President Minister Secretary Secretary-General Chancellor Premier Speaker
Mayor Judge Justice Attorney General Major Colonel Captain Lieutenant Sergeant Admiral Commander Officer Sheriff Chief
Director Manager Adviser Advisor Strategist Analyst Consultant Aide Spokesperson Ambassador Envoy Commissioner
Administrator Chair Leader Whip Professor Economist Pollster Host Anchor Editor Reporter Correspondent Columnist
Commentator Author Pastor Bishop Archbishop Cardinal Pope Reverend Rabbi Sheikh Nominee Candidate Delegate Coach CEO
Executive Founder Co-founder Partner Counsel Lawyer Prosecutor Actor Actress Billionaire Republican Democrat
Democratic Former Ex-President Activist Moderator Deputy Inspector Detective Lobbyist Treasurer Vice Rival
"""
_OPENERS = """
The A An In On At But And If When While After As For Both Neither Either Like With That This These Those Asked Because
Before Since Then So Yet Or Not No Yes Even Only Also Although Though Despite During From To By Of Per According Until
Under Unlike Once Still What Who Why How Where Our My His Her Their Its Your I He She It We They You There Here Some
Many Most Several Another Other Each Every Perhaps Today Yesterday Monday Tuesday Wednesday Thursday Friday Saturday
Sunday Meanwhile However Now Instead Again Later Earlier Nor About Among Against Between Through Follow Read Did Do
Does Is Are Was Were Has Have Had Can Could Will Would Should May January February March April June July August
September October November December Photo Image Via Next Last More Thank Dear Well Let One Two Three
"""
_BODIES = """
Department Ministry Committee House Senate Congress Times Post Journal News Party University College Court State
States United National Association Union Institute Center Centre Council Commission Agency Office Bureau Bank Fund
Group Inc Corp Company Campaign Foundation Army Navy Force Forces Administration Government Parliament Assembly
Organization Society League Club School Street Avenue Road City County Beach Island Islands River Lake Valley Mountain
Park Square Tower Hotel Airport Station Hall Hill Press Magazine Today Tribune Herald Globe Daily Weekly Review
Television Radio Network Media Act Amendment Constitution War Week Year Security Service Services Democrats
Republicans Americans America American New York North South East West Great Supreme Federal White Wall Black Christian
Trade Health Care Defense Affairs Treasury Intelligence Investigation Justice Policy International World Games Cup
Award Awards Museum Convention Conference Board Facebook Twitter Google Apple Fort Healthcare Coal Energy Oil Motors
Airlines Capital Partners Systems Research Poll Project Action Debate Forum Hospital Medicine Science Law Church
Team Clinic Bloc Plan Initiative Alliance Coalition Federation Authority Show Morning Tonight Meet
"""

MALE = frozenset(_MALE.split())
"""Titles of men."""

FEMALE = frozenset(_FEMALE.split())
"""Titles of women."""

TITLES = MALE | FEMALE | frozenset(_OFFICES.split())
"""What stands before a name."""

COURTESIES = frozenset(("Mr.", "Mrs.", "Ms.", "Miss", "Sir"))
"""Titles that are no office."""

OPENERS = frozenset(_OPENERS.split())
"""What begins a sentence, and no name."""

BODIES = frozenset(_BODIES.split())
"""What is in the names of institutions and places, and in no person's."""
