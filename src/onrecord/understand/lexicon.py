"""The words that tell names and roles apart: closed lists, English.

The lists hold what a reader knows without a directory, such as titles.
"""

from functools import lru_cache
from importlib import resources

MEN, WOMEN = "m", "f"


def words_of(line: str) -> frozenset[str]:
    """A list of words as a set; the lists read better as prose than as literals."""
    return frozenset(line.split())


def phrases_of(line: str) -> frozenset[str]:
    """The same for phrases, parted by commas."""
    return frozenset(line.split(", "))


STYLES = {
    "mr": MEN, "mrs": WOMEN, "ms": WOMEN, "miss": WOMEN, "mister": MEN, "messrs": MEN,
    "dr": None, "doctor": None, "prof": None, "professor": None, "rev": None, "revd": None,
    "reverend": None, "mx": None, "hon": None, "shri": MEN, "sri": MEN, "smt": WOMEN,
    "kumari": WOMEN, "datuk": MEN, "dato": MEN, "tan": None, "tun": None, "haji": MEN,
    "madam": WOMEN, "mme": WOMEN, "monsieur": MEN, "herr": MEN, "frau": WOMEN, "señor": MEN,
    "sir": MEN, "dame": WOMEN, "lord": MEN, "lady": WOMEN, "baroness": WOMEN, "baron": MEN,
    "viscount": MEN, "viscountess": WOMEN, "earl": MEN, "countess": WOMEN, "duke": MEN,
    "duchess": WOMEN, "king": MEN, "queen": WOMEN, "prince": MEN, "princess": WOMEN,
    "emperor": MEN, "pope": MEN, "sheikh": MEN, "sheikha": WOMEN, "imam": MEN, "ayatollah": MEN,
    "mullah": MEN, "father": MEN, "sister": WOMEN, "pastor": None, "rabbi": None,
}  # fmt: skip
"""Styles that stand before a name, and the gender that they tell."""

KEPT_STYLES = words_of(
    "sir dame lord lady baroness baron viscount viscountess earl countess duke duchess king "
    "queen prince princess emperor pope sheikh sheikha ayatollah"
)
"""Styles that belong to the name itself: “Dame Ann Lee”, but “Ann Lee” for “Ms Ann Lee”."""

OFFICES = words_of(
    "president vice-president premier minister secretary senator sen representative rep "
    "congressman congresswoman governor gov mayor judge justice superintendent supt inspector "
    "insp detective det sergeant sgt constable pc dc di dci ds chief ch commander "
    "commissioner colonel col general gen major maj captain capt lieutenant lt admiral adm "
    "brigadier marshal corporal private chancellor councillor cllr councilman councilwoman "
    "councilmember ambassador attorney speaker chairman chairwoman chairperson chair officer "
    "coroner sheriff deputy delegate assemblyman assemblywoman leader director principal dean "
    "archbishop bishop cardinal canon archdeacon vicar ombudsman treasurer comptroller consul "
    "envoy whip alderman warden magistrate solicitor-general mp mep msp mla provost rector "
    "taoiseach tánaiste undersecretary spokesman spokeswoman spokesperson manager coach "
    "adviser advisor editor lieutenant-general secretary-general director-general counsel "
    "surgeon administrator ceo cfo coo cto "
    "vp"
)
"""Offices and ranks that stand before a name or, with a capital, for its holder."""

OFFICE_WORDS = words_of(
    "prime vice deputy assistant acting former first lady foreign home health education "
    "justice defence defense finance interior state shadow chief lead senior junior prime "
    "lord press attorney general district county city police fire house senate majority "
    "minority speaker treasury work pensions transport environment trade energy security "
    "national campaign executive managing communications children veterans permanent under "
    "associate emeritus ex-president ex-mayor then-president then-secretary"
)
"""Words that stand with a capital before an office: “Shadow Home Secretary”."""

BODY_NOUNS = words_of(
    "police council department ministry party committee commission inspectorate office "
    "university college school institute institution association federation union board "
    "agency authority bureau court tribunal bank group inc corp corporation co company ltd "
    "limited plc llc llp ag gmbh service services trust foundation fund society club united "
    "fc league organisation organization network center centre hospital church parliament "
    "senate congress assembly house administration army navy force forces guard constabulary "
    "executive alliance coalition campaign movement front team partnership partners holdings "
    "industries international airlines airways times post telegraph herald tribune journal "
    "gazette guardian independent mirror chronicle observer news magazine press broadcasting "
    "studios records media directorate secretariat cabinet treasury registry collective "
    "initiative project council's pac confederation academy laboratory laboratories museum "
    "library theatre orchestra consortium ombudsman embassy consulate exchange brigade "
    "regiment squad taskforce panel inquiry jury forum caucus conference convention commons "
    "lords knesset duma taliban hospice charity motors systems technologies technology "
    "software energy pharmaceuticals airline railways rail unit division corps command "
    "register archive archives regulator watchdog hezbollah hamas democrats republicans "
    "tories greens conservatives nations"
)
"""Nouns that end or head the name of a body."""

HEADS_OF = words_of(
    "department ministry office university college school institute association federation "
    "union board agency authority bureau court bank society church inspectorate committee "
    "commission house league organisation organization council academy centre center chamber "
    "campaign confederation fund foundation trust ministry museum directorate secretariat "
    "cabinet court parliament museum party front movement network army state institution "
    "embassy royal college secretary minister chief president director inspector commissioner "
    "registrar chamber"
)
"""Words after which “of …” and “for …” go on with the name."""

KNOWN_BODIES = phrases_of(
    "white house, downing street, scotland yard, pentagon, kremlin, capitol hill, congress, "
    "senate, parliament, nato, twitter, facebook, google, microsoft, amazon, apple, reuters, "
    "associated press, whitehall, westminster council, wall street journal, washington post, "
    "new york times, supreme court, high court, home office, interpol, europol, unicef, "
    "unesco, al jazeera, al-jazeera, wikileaks, youtube, wikipedia, wikimedia, breitbart, "
    "politico, bloomberg, cabinet office, tesla, greenpeace, oxfam, amnesty, labour, "
    "plaid cymru, sinn féin, fatah, hamas, hezbollah, taliban, al-qaeda, isis, boeing, "
    "airbus, toyota, samsung, sony, nokia, nasa, buckingham palace, vatican, holy see, "
    "european union, united nations, crown prosecution service, human rights watch, "
    "guardian, fox news, breitbart news, huffington post, buzzfeed, yahoo, uber, "
    "instagram, daily mail, daily beast, daily caller, sky news, american bridge, red cross, "
    "médecins sans frontières, doctors without borders, planned parenthood, ofsted, ofcom, "
    "netflix, walmart, goldman sachs"
)
"""Bodies whose name alone does not tell that they are one."""

JOINED_BODIES = phrases_of(
    "marks and spencer, johnson and johnson, procter and gamble, smith and wesson, "
    "standard and poor, barnes and noble, ernst and young, ben and jerry, rolls and royce, "
    "dolce and gabbana, black and decker, fortnum and mason, legal and general, "
    "bed bath and beyond, holland and barrett, ben and jerry’s"
)
"""Single bodies with “and” in their name that no other sign tells."""

PLACES = phrases_of(
    "us, u.s, u.s., usa, uk, u.k, u.k., uae, eu, britain, england, scotland, wales, ireland, "
    "northern ireland, london, manchester, birmingham, leeds, america, united states, "
    "united kingdom, new york, new york city, washington, california, texas, florida, iowa, "
    "ohio, new hampshire, virginia, pennsylvania, nevada, arizona, georgia, michigan, "
    "wisconsin, illinois, chicago, boston, los angeles, las vegas, south carolina, "
    "north carolina, new jersey, new mexico, massachusetts, colorado, minnesota, missouri, "
    "indiana, kentucky, tennessee, alabama, louisiana, mississippi, arkansas, oklahoma, "
    "kansas, nebraska, utah, idaho, montana, wyoming, north dakota, south dakota, oregon, "
    "alaska, hawaii, maine, vermont, connecticut, rhode island, delaware, maryland, "
    "west virginia, puerto rico, france, paris, germany, berlin, spain, madrid, italy, rome, "
    "russia, moscow, ukraine, kiev, kyiv, china, beijing, japan, tokyo, india, delhi, "
    "new delhi, mumbai, pakistan, afghanistan, kabul, iran, tehran, iraq, baghdad, syria, "
    "israel, jerusalem, gaza, libya, benghazi, egypt, cairo, turkey, greece, australia, "
    "sydney, melbourne, canberra, canada, ottawa, toronto, mexico, cuba, brazil, argentina, "
    "chile, colombia, peru, venezuela, south africa, nigeria, kenya, ghana, somalia, sudan, "
    "ethiopia, rwanda, uganda, north korea, south korea, korea, taiwan, hong kong, "
    "singapore, malaysia, kuala lumpur, indonesia, jakarta, thailand, vietnam, philippines, "
    "new zealand, nepal, bangladesh, sri lanka, burma, myanmar, saudi arabia, qatar, dubai, "
    "yemen, europe, africa, asia, middle east, south america, north america, sweden, norway, "
    "denmark, finland, poland, hungary, romania, bulgaria, austria, switzerland, belgium, "
    "brussels, netherlands, amsterdam, portugal, wall street, silicon valley, san francisco, "
    "san diego, philadelphia, miami, detroit, atlanta, dallas, houston, seattle, denver, "
    "cleveland, brooklyn, albania, algeria, angola, armenia, azerbaijan, bahrain, belarus, "
    "bolivia, bosnia, botswana, cambodia, cameroon, chad, congo, costa rica, croatia, "
    "cyprus, czech republic, ecuador, el salvador, eritrea, estonia, fiji, gambia, "
    "guatemala, guinea, haiti, honduras, iceland, ivory coast, jamaica, kazakhstan, kosovo, "
    "kuwait, kyrgyzstan, laos, latvia, lebanon, beirut, liberia, lithuania, luxembourg, "
    "madagascar, malawi, maldives, mali, malta, mauritius, moldova, mongolia, montenegro, "
    "morocco, mozambique, namibia, nicaragua, niger, oman, panama, papua new guinea, "
    "paraguay, sahel, senegal, serbia, sierra leone, slovakia, slovenia, south sudan, "
    "tajikistan, tanzania, togo, tunisia, turkmenistan, uruguay, uzbekistan, zambia, "
    "zimbabwe, crimea, kashmir, tibet, manhattan, santa monica, santa barbara, santa fe, "
    "queensland, new south wales"
)

PLACE_OPENERS = words_of("new north south east west saint st san santa los las fort mount")
"""First words of places: “San Mateo”; a person is seldom called so."""

THINGS = words_of(
    "act bill law statement area project treaty agreement report programme program plan "
    "pipeline protocol system disease syndrome virus index scheme deal pact strategy "
    "amendment award prize cup day week night war wars attack attacks study survey test "
    "vehicle aircraft ship language river games theory method standard rule rules code "
    "syndrome device network’s"
)
"""Nouns of what has a name and initials, and never speaks."""

PLACE_NOUNS = words_of(
    "street road avenue lane square common park bridge river lake mountain mount island "
    "islands valley beach bay coast county city town village airport station prison district "
    "province state states hill hills sea ocean desert region building tower stadium arena "
    "hall hotel palace cathedral castle gardens fields airport border peninsula boulevard "
    "highway plaza heights harbour harbor port forest ground drive cave volcano reef glacier "
    "zone reserve"
)

NATIONALITIES = words_of(
    "american british english scottish welsh irish french german spanish italian russian "
    "ukrainian chinese japanese indian pakistani afghan iranian iraqi syrian israeli "
    "palestinian libyan egyptian turkish greek australian canadian mexican cuban brazilian "
    "argentine chilean peruvian colombian venezuelan african nigerian kenyan ghanaian somali "
    "sudanese ethiopian korean taiwanese singaporean malaysian indonesian thai vietnamese "
    "filipino nepali bangladeshi burmese saudi arab arabic asian european swedish norwegian "
    "danish finnish polish hungarian romanian austrian swiss belgian dutch portuguese muslim "
    "muslims christian christians catholic catholics jewish jews jew hindu hindus sikh sikhs "
    "buddhist islamic islam christianity judaism protestant sunni shia shiite kurdish kurds "
    "hispanic hispanics latino latinos black white democratic republican democrat "
    "conservative liberal communist socialist nazi evangelical evangelicals americans britons "
    "germans russians israelis palestinians arabs africans asians europeans mexicans "
    "canadians indians pakistanis afghans iranians iraqis syrians western eastern northern "
    "southern internet web gop english latin hebrew rohingya tibetan mormon mormons"
)

NOT_NAMES = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec mon tue wed thu fri sat sun am pm gmt est edt pst bst utc a an the "
    "this that these those some any all both each every no none neither either another such "
    "other others many much more most few several he she it they we you i me him her us them "
    "his hers its their theirs our ours your yours my mine who whom whose which what when "
    "where why how and or but nor so yet for if then else because although though while "
    "whereas since until unless as at by from in into of off on onto out over to under up "
    "with within without about above across after against along among around before behind "
    "below beneath beside besides between beyond despite down during except inside like near "
    "outside past through throughout toward towards upon via per not never also only just "
    "even still too very here there now today yesterday tomorrow tonight earlier later last "
    "next first second third finally meanwhile however moreover furthermore nevertheless "
    "nonetheless therefore thus hence instead indeed perhaps maybe again once twice always "
    "often sometimes usually yes no ok okay oh well please thank thanks hello hi dear sorry "
    "according asked speaking following including regarding given is are was were be been "
    "being am do does did done have has had having can could may might must shall should will "
    "would let get got go going come came make made take took see saw say says said tell told "
    "think know one two three four five six seven eight nine ten hundred thousand million "
    "billion dozens hundreds thousands people men women children police officers officials "
    "residents critics protesters supporters voters witnesses experts analysts sources "
    "authorities prosecutors lawyers doctors scientists researchers activists campaigners "
    "students workers teachers families relatives neighbours neighbors opponents "
    "investigators republicans democrats everyone everybody someone nobody nothing something "
    "anyone anything what whatever whoever whether together recently currently previously "
    "originally eventually ultimately unfortunately fortunately clearly obviously certainly "
    "apparently reportedly allegedly additionally similarly likewise overall generally "
    "especially particularly specifically photo image picture video read sign click share "
    "follow watch related advertisement source credit caption file copyright getty editor’s "
    "note update updated breaking exclusive opinion analysis exactly actually really "
    "basically essentially sadly hopefully interestingly christmas easter ramadan halloween "
    "thanksgiving god bible quran koran constitution brexit covid covid-19 coronavirus tv dna "
    "hiv aids gdp dvd pdf url html http https www iq id it's that’s i’m i’ve i'm asked born "
    "based built call called amid due right left back dont don’t isn’t didn’t wouldn’t can’t "
    "won’t let’s there’s he’s she’s it’s we’re they’re you’re we’ve they’ve i’ll we’ll i’d "
    "what’s who’s here’s phd ba ma mba md rip faq usd gbp eur ps pps vs etc lgbt lgbtq"
)
"""Words whose capital letter tells nothing: openers of sentences, days, months, abbreviations."""

PERSON_NOUNS = OFFICES | words_of(
    "spokesman spokeswoman spokesperson official candidate nominee strategist aide lawyer "
    "attorney solicitor barrister prosecutor teacher author actor actress singer resident "
    "mother father husband wife son daughter brother sister uncle aunt cousin friend "
    "colleague partner fiancé fiancée girlfriend boyfriend widow widower parent neighbour "
    "neighbor man woman boy girl teenager student pupil nurse doctor surgeon scientist "
    "researcher professor lecturer academic historian economist analyst expert journalist "
    "reporter correspondent columnist blogger commentator writer novelist poet critic "
    "presenter anchor host producer artist painter musician composer footballer player coach "
    "trainer captain striker goalkeeper athlete champion businessman businesswoman "
    "entrepreneur founder co-founder owner boss ceo executive head politician lawmaker "
    "legislator member activist campaigner organiser organizer protester victim suspect "
    "defendant plaintiff witness survivor driver pilot passenger farmer shopkeeper trader "
    "worker volunteer soldier veteran policeman policewoman firefighter paramedic engineer "
    "architect designer developer programmer consultant accountant banker investor "
    "billionaire millionaire tycoon mogul publisher translator interpreter hopeful rival "
    "opponent incumbent frontrunner front-runner successor predecessor counterpart heir ruler "
    "dictator monarch king queen prince princess priest cleric nun monk preacher imam rabbi "
    "pastor reverend superintendent clerk registrar curator librarian archivist deputy "
    "backbencher peer frontbencher lobbyist pollster insider operative donor fundraiser "
    "supporter voter delegate surrogate confidant mp psychologist psychiatrist sociologist "
    "biologist chemist physicist astronomer meteorologist therapist pharmacist dentist vet "
    "photographer filmmaker comedian dancer model celebrity star legend native immigrant "
    "refugee prisoner inmate convict killer gunman attacker shooter hacker whistleblower "
    "informant spy agent investigator negotiator mediator diplomat statesman stakeholder "
    "shareholder customer client patient landlord tenant employer employee caller viewer "
    "reader user speaker secretary-general director-general vice-chairman vice-chair co-chair "
    "co-author moderator interviewer guest colleague magnate socialite guru chef grandfather "
    "grandmother grandson granddaughter nephew niece stepfather stepmother"
)
"""Nouns that describe one person."""

BODY_DESCRIPTIONS = words_of(
    "council company ministry party union force court newspaper paper firm agency department "
    "university charity club team group bank committee commission government government’s "
    "board authority organisation organization association campaign administration church "
    "hospital school institute foundation network broadcaster publisher retailer regulator "
    "watchdog inquiry panel jury military army navy parliament senate congress house office "
    "service trust airline manufacturer operator corporation coalition body bureau college "
    "federation society institution magazine website outlet channel station programme program "
    "show police constabulary embassy committee’s think-tank tank lobby movement alliance "
    "league consortium startup giant maker opposition cabinet leadership community public "
    "crowd media press family couple pac site chain legislature conference tribunal "
    "inspectorate"
)
"""Nouns that describe a body: “the council”."""

ANY_BODY = words_of(
    "company firm organisation organization agency group team club charity network airline "
    "manufacturer broadcaster newspaper paper magazine outlet website retailer startup giant band"
)
"""Such nouns as stand for a body whose name does not tell what it is."""

DOCUMENTS = words_of(
    "statement letter report study survey poll email e-mail memo tweet post article editorial "
    "book speech interview release filing lawsuit complaint indictment ruling document "
    "documents documentary transcript declaration note website page video message account "
    "review analysis "
    "data figures records research findings paper op-ed blog story advert ad brief memoir "
    "manifesto announcement testimony affidavit bill law dossier newsletter polls emails "
    "reports studies surveys tweets"
)
"""Nouns of what was written or said: their maker speaks, where one is named."""

PAPERS = words_of(
    "times post telegraph herald tribune journal gazette guardian independent mirror "
    "chronicle observer mail express sun star globe inquirer examiner bulletin argus echo "
    "news press register dispatch"
)

FIRMS = words_of(
    "inc corp corporation co company ltd limited plc llc llp ag gmbh group holdings "
    "industries airlines airways motors systems technologies technology software energy "
    "pharmaceuticals partners bank studios records international stores railways media"
)

_LEAGUES = words_of("organisation organization foundation association league society federation")
CLASSES: dict[str, frozenset[str]] = {
    "company": FIRMS, "firm": FIRMS, "corporation": FIRMS, "business": FIRMS,
    "newspaper": PAPERS, "paper": PAPERS, "publication": PAPERS, "outlet": PAPERS,
    "force": frozenset({"police", "constabulary", "force"}),
    "police": frozenset({"police", "constabulary"}),
    "agency": words_of("agency administration bureau service commission department fbi cia nasa"),
    "panel": words_of("committee commission inquiry board jury tribunal"),
    "department": frozenset({"ministry", "treasury"}), "ministry": frozenset({"department"}),
    "institution": words_of("university college museum hospital bank institute school"),
    "network": words_of("news broadcasting television"),
    "broadcaster": words_of("broadcasting television"),
    "legislature": words_of("senate assembly house parliament congress"),
    "watchdog": frozenset({"office", "commission", "authority", "inspectorate", "ofcom", "ofsted"}),
    "regulator": frozenset({"commission", "authority", "office", "ofcom", "ofsted"}),
    "organisation": _LEAGUES, "organization": _LEAGUES, "nonprofit": _LEAGUES,
    "charity": frozenset({"trust", "foundation", "fund", "society", "charity"}),
    "club": frozenset({"club", "fc", "united", "city"}),
    "team": frozenset({"team", "united", "fc"}),
    "group": frozenset({"group", "alliance", "coalition", "association", "society", "front"}),
    "airline": frozenset({"airlines", "airways", "airline"}),
    "church": frozenset({"church"}), "union": frozenset({"union", "unison"}),
    "party": frozenset({"party", "democrats", "tories", "greens", "labour", "conservatives"}),
}  # fmt: skip
"""Which words in a body's name answer to a describing noun; the noun itself always does."""

SHORT_OFFICES = {
    "sen": "senator", "gov": "governor", "rep": "representative", "supt": "superintendent",
    "insp": "inspector", "det": "detective", "sgt": "sergeant", "gen": "general", "col": "colonel",
    "capt": "captain", "lt": "lieutenant", "maj": "major", "adm": "admiral", "cllr": "councillor",
    "congressman": "representative", "congresswoman": "representative", "councilman": "councillor",
    "councilwoman": "councillor", "chairman": "chair", "chairwoman": "chair",
    "chairperson": "chair",
}  # fmt: skip
"""What an office is called in full: “Sen. Doe” is “the senator”."""

MEN_NOUNS = words_of(
    "man boy father husband son brother uncle king prince spokesman chairman congressman "
    "businessman policeman actor gunman nephew grandfather grandson boyfriend widower fiancé "
    "statesman councilman assemblyman gentleman"
)
WOMEN_NOUNS = words_of(
    "woman girl mother wife daughter sister aunt queen princess spokeswoman chairwoman "
    "congresswoman businesswoman policewoman actress niece grandmother granddaughter "
    "girlfriend widow fiancée nun councilwoman assemblywoman lady"
)

GROUP_NOUNS = words_of(
    "people police men women children officials residents critics media press public family "
    "parents police staff crew troops personnel folks clergy youth elderly poor majority"
)

PARTICLES = words_of(
    "van der den de del della di da dos du la le von zu zur ter bin ibn bint al el abu ben ap y e"
)
SUFFIXES = words_of("jr sr ii iii iv esq obe mbe cbe qc kc mp msp phd md")

SPEECH = words_of(
    "said says say told tells tell added adds asked asks argued argues claimed claims warned "
    "warns insisted insists stated states noted notes called calls announced announces wrote "
    "writes tweeted tweets confirmed confirms denied denies explained explains suggested "
    "suggests admitted admits declared declares believes believed thinks thought hoped hopes "
    "wants wanted urged urges demanded demands replied replies responded responds remarked "
    "recalled recalls acknowledged acknowledges predicted predicts promised promises vowed "
    "vows alleged alleges testified"
)
VERBS = SPEECH | words_of(
    "has had have is was were are will would can could may might should must did does do went "
    "came took made gave got became began"
)


@lru_cache(maxsize=1)
def given_names() -> dict[str, str | None]:
    """Given names in lower case and whose they usually are; None where either's."""
    found: dict[str, str | None] = {}
    sex: str | None = None
    text = resources.files("onrecord.understand").joinpath("names.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            sex = {"m": MEN, "f": WOMEN}.get(line[1])
        elif not line.startswith("#"):
            for name in line.lower().split():
                found[name] = sex if found.get(name, sex) == sex else None
    return found
