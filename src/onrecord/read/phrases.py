"""The wordings in which pages speak of themselves, family by family, as patterns.

Each matches from the beginning of a paragraph after `furniture.plain`, in any
case.  They are data: which families are sure and which give way to a quotation
is decided in `furniture`.
"""

SITES = (
    r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|reddit|pinterest|flipboard|telegram|"
    r"messenger|threads|bluesky|mastodon|tiktok|youtube|snapchat|tumblr|google news|apple news|"
    r"google|e-?mail|sms|rss|vk|line|pocket|koo)"
)
MAILINGS = (
    r"(?:news ?letters?|in-?box(?:es)?|e-?mails?|mailing list|alerts?|notifications?|briefings?|"
    r"updates|bulletins?|digest|round-?ups?|headlines|subscriptions?|membership|free trial|"
    r"podcasts?|app|whats ?app|telegram|channel|community|breaking news|latest news|top stories|"
    r"big stories|stories|offers)"
)

FORM = [
    r"(?:oops|whoops|uh.oh)\W*$",
    r"(?:oops|sorry|whoops|uh.oh|error)?[!,.: ]*(?:something|an error|there) (?:went|has gone|has"
    r" occurred|occurred|was an? (?:error|problem)|has been an? (?:error|problem))\b(?!.{120})",
    r"(?:sorry, )?there (?:was|has been|is) (?:an?|some) (?:problem|error|issue)\b.{0,80}"
    r"(?:try again|request|submi|sign|process|later)",
    r"please try again(?: later| in a)?\b(?!.{60})",
    r"(?:thanks|thank you) (?:very much )?for (?:signing|subscribing|registering|joining|your "
    r"(?:subscription|registration|submission|feedback|interest)|submitting|supporting us)\b",
    r"(?:success! )?you(?:'re| are|'ve| have)? (?:now |already |been |successfully |all )+"
    r"(?:signed|subscribed|registered|logged|set|added)\b",
    r"(?:please )?(?:check your (?:e-?mail|inbox|spam)|(?:re-?)?enter (?:a valid|your) e-?mail|"
    r"enter your (?:postcode|zip)|confirm your e-?mail|verify your (?:account|e-?mail))",
    r"(?:invalid|your|an?) e-?mail(?: address)?(?: address)? (?:is (?:invalid|required)|will not "
    r"be|already exists|must)|invalid e-?mail|e-?mail(?: address)? ?\*?$|sign me up\W*$",
    r"by (?:signing|clicking|submitting|subscribing|entering|registering|continuing|providing|"
    r"checking|creating|using|joining|pressing|logging)\b.{0,140}\b(?:agree|consent|accept|"
    r"acknowledge|confirm|privacy|terms|receive)",
    r"(?:i|you) (?:would like|want|agree|consent|can|may) to (?:be emailed|receive (?:e-?mails|"
    r"news|offers|updates))|(?:you (?:can|may) )?(?:opt.out|unsubscribe) (?:at any ?time|any"
    r" ?time)",
    r"we(?:'ll| will| may)? (?:only |also )?(?:use|never|process|send|share) (?:share |use |sell |"
    r"spam )?your (?:information|details|data|sign-?up|e-?mail|personal)\b(?=.{0,200}\b(?:privacy|"
    r"newsletters?|content|e-?mails?|unsubscribe|third|consent|marketing|understanding|spam"
    r"|anyone))|"
    r"we(?:'ll| will) (?:send|e-?mail|keep) you\b",
    r"(?:this (?:site|form) is protected by|protected by) (?:re)?captcha|"
    r"(?:google )?privacy policy and(?: google)? terms of service",
    r"(?:please )?(?:log|sign) ?in(?:to)?(?: or (?:register|sign up|create|subscribe))?"
    r"(?:$| (?:to|or|with|here|now)\b)(?!.{120})",
    r"(?:please )?(?:register|subscribe|log in|sign in|become a (?:member|subscriber))"
    r"(?: or \w+(?: \w+)?)?(?: now| today| here| for free)? to (?:continue|read|keep|unlock|access|"
    r"comment|view|get|join|enjoy|support|save|listen|receive)\b",
    r"already (?:a |an |have |registered|subscribed)(?:subscriber|member|account|print|an account)?"
    r".{0,60}$",
    r"(?:please )?(?:enable|turn on) javascript|javascript (?:is|must)|you need (?:to enable )?"
    r"javascript|your browser (?:does|is|doesn't)|(?:this )?video (?:player )?(?:is )?(?:loading|"
    r"unavailable|can ?not be played)|an error occurred",
    r"(?:page )?loading(?:\.+|…| comments.*)?$|(?:close|menu|search|dismiss|cancel|ok"
    r"|submit)[.!]?$",
    r"to (?:view|see|watch|enjoy|play|listen to) this (?:content|video|post|media|embed).{0,90}"
    r"(?:cookies|accept|enable|consent|javascript|settings|upgrade)",
    r"(?:this|allow) (?:article|content|page|story).{0,30}(?:content )?provided by \w+\?|we ask"
    r" for "
    r"your permission before anything is loaded",
]
SIGN_UP = [
    r"(?:to )?(?:sign[- ]?up|signup)(?: (?:here|now|today|free|for|to|below|with|and)\b|[.!:]?$)",
    r"subscribe(?: (?:here|now|today|to|for|with|and|from|online|via)\b|[.!:]?$)",
    r"(?:get|receive|have|read|find|catch|discover|enjoy)\b.{0,140}\b(?:delivered|sent|straight|"
    r"direct(?:ly)?|right|daily|weekly|free|first|emailed)\b.{0,40}\b(?:(?:in|to|into) your "
    r"(?:in-?box|e-?mail|phone|mailbox|door|letterbox|device)|by e-?mail)",
    r"(?:delivered|sent|straight|direct(?:ly)?|right) (?:straight |direct(?:ly)? |right |daily )?"
    r"(?:in|to|into) your (?:in-?box|e-?mail|phone)",
    rf"(?:click|tap|swipe|press) (?:here|below|the link|this link)?\s*(?:to|for)\b.{{0,60}}"
    rf"(?:\b{MAILINGS}|sign|subscribe|join|follow|read|share|tweet|more|download|watch|view|get"
    rf"|buy)",
    rf"(?:follow|like|find|join|add|connect with|chat with)\b.{{0,70}}\b(?:on|via|at) (?:our )?"
    rf"{SITES}\b(?!.{{100}})",
    rf"(?:join|follow|sign up to|download|get|try) (?:our|the (?:free )?(?:\w+ ){{0,3}}app\b|us\b)"
    rf".{{0,120}}(?:\b{MAILINGS}\b|{SITES}|today|now|here)",
    r"join\b.{0,90}\b(?:whats ?app|telegram|signal|facebook) (?:channel|group|community|page|chat)",
    r"to (?:continue|keep|unlock|access|finish) (?:reading|this|the|all|your|our|full|unlimited)\b"
    r".{0,60}\b(?:subscribe|log ?in|sign|register|join)\b",
    r".{0,60}\bsend (?:them|it|us|your \w+)(?: in)? (?:to us|here|to|at|via|by)\b(?!.{60})",
    r"try (?:it|us|the \w+) (?:for )?free\b|(?:\w+ ){0,2}free for \d+ (?:days|weeks|months)",
    rf"(?:want|looking for|like|love|enjoy(?:ed|ing)?) (?:more|this|to (?:read|get|stay|know|keep)|"
    rf"our)\b.{{0,120}}(?:sign up|subscribe|{MAILINGS}|join|follow)",
    r"(?:for|to get|to read|to receive) (?:more|the latest|all the latest|unlimited|full|breaking|"
    r"daily)\b.{0,120}\b(?:sign up|subscribe|follow|visit|click|download|join|check out|"
    r"newsletters?|register|log on|go to)\b",
    r"(?:stay|keep|be) (?:up to date|up-to-date|informed|in the know|connected|tuned|ahead|in touch"
    r"|on top)\b.{0,140}(?:our|us|with|sign|newsletter|subscri|$)",
    r"(?:never|don't|do not) miss (?:a|an|another|out on|any|the|our) (?:story|thing|update|post|"
    r"beat|moment|latest|big|news|article|top|best)",
    r"(?:support|help) (?:us|our|independent|quality|local|the (?:work|guardian|future)|trusted|"
    r"great|fund|keep)\b.{0,120}(?:journalism|today|donat|contribut|subscri|newspaper|reporting)",
    r"(?:donate|contribute|give)(?: (?:now|today|here|to (?:us|our|support)|monthly))?[.!]?$",
    r"(?:download|install|get|try) (?:the|our) (?:\w+ ){0,4}apps?\b",
    r"(?:unlimited|full|exclusive|ad-free|premium|digital|instant) (?:digital )?(?:access|content|"
    r"articles)\b.{0,120}(?:subscri|free|\$|£|€|rs|month|today|only)",
    r"(?:start|begin|try|claim|get) (?:your|an?|our|my|free) (?:\w+ ){0,3}?(?:trial|subscription|"
    r"membership)\b",
    r"(?:you have|you've) (?:reached|read|used|run out|\d+|one|two|three)\b.{0,60}"
    r"(?:articles?|limit|left|remaining|free)",
    r"(?:special offer|limited time|flash sale|save \d+|only [£$€]|from just|[£$€]\d[\d.]* "
    r"(?:a|per|for))\b.{0,90}(?:subscri|month|week|year|off|trial|today)",
    r"(?:view|manage|see|browse|explore|all) (?:all |our |your |more )*(?:newsletters|preferences|"
    r"subscriptions?|account)\b|(?:our|the|free|daily|weekly|\w+) newsletters?[.!:]?$",
    r"(?:enjoyed?|liked?|like|love) (?:this|what you|our|reading)\b.{0,40}(?:article|story|read|"
    r"see|journalism).{0,80}(?:share|sign|subscri|follow|support|join|donat|membership|\?$)",
    r"(?:listen|watch)(?: (?:now|live|to|on|here))?(?:$|.{0,60}\b(?:apple podcasts?|spotify|"
    r"wherever you get|your podcasts|sounds))",
    r"(?:\w+(?:'s)? ){0,3}news ?letters?:? (?:get|sign|subscribe|the|your|our|a|join)\b",
    r"follow\b.{0,60}\bcoverage\b(?!.{110})",
    r"\[/?(?:button|ad\w*|gallery|poll|mc4wp_\w+|contact-form\w*|newsletter\w*|sc|shortcode)\b",
    r"if you (?:enjoyed|like|liked|love|value|appreciate) (?:this|our|what|reading)\b.{0,200}"
    r"(?:share|sign|subscri|follow|support|join|donat|proposition|member)",
    r"set (?:us |\w+ )?as (?:a |your )?preferred|(?:make|add|choose) \S+(?: \S+)? (?:as )?"
    r"(?:a |your )?preferred source",
]
COOKIES = [
    r"(?:we|this (?:web)?site|our (?:web)?site|we and our partners|the (?:web)?site)\b.{0,60}\b"
    r"(?:use|uses|using|store)\b.{0,40}\bcookies",
    r"(?:accept|reject|manage|allow|decline|customi[sz]e|change)(?: (?:all|my|your|our|and|only|"
    r"necessary|essential))* (?:cookies?|consent|privacy|preferences|settings|choices)\b",
    r"(?:accept|reject|decline) all(?:$| ?[|·])",
    r"(?:cookies?|privacy|consent) (?:policy|settings|preferences|notice|statement|choices|"
    r"dashboard)\b(?!.{60})|we (?:value|care about|respect) your privacy|your privacy (?:choices|"
    r"matters)|do not sell (?:or share )?my",
    r"(?:terms|conditions)(?: (?:of|and|&) (?:use|service|conditions|sale))?"
    r"(?: (?:and|&|\|) privacy(?: policy)?)?[.]?$",
]
ADVERT = [
    r"(?:- ?)?adverti[sz](?:ements?\b(?!.{50})|ing(?: policy| terms)?\W*$|e with\b|e\W*$)",
    r"(?:sponsored|promoted|paid|partner|branded) (?:content|post|stories|links?|by|for by|"
    r"message|feature)\b(?!.{60})|(?:sponsored|promoted|advertorial|ads?)[.:]?$|ads? by\b(?!.{40})",
    r"(?:the |this )?(?:article|story|post|text|report|content) continues?(?: below| after|$)",
    r"scroll (?:down )?(?:to|for|past)\b(?!.{50})|(?:continue|keep) (?:reading|scrolling)\b"
    r"(?!.{60})",
    r"(?:we|\w+(?: \w+)?) (?:may )?(?:earn|receive|get|make)s? (?:a |an |some )?(?:small "
    r"|affiliate )?"
    r"(?:commission|revenue|money)\b.{0,80}(?:link|purchase|buy|click)",
    r"(?:this|our) (?:article|post|page|site|story|content)s? (?:may )?(?:contains?|includes?|"
    r"features?) (?:affiliate|sponsored|paid)",
]
RELATED = [
    r"(?:read|see|watch|listen|learn|discover|find out|hear)(?: (?:also|more|next|now|this|on|the|"
    r"full|here|it))*(?: (?:story|stories|article|report|about this|live updates|about))?\s*"
    r"(?:[:>»|→]|[–—-]\s|\.{3}|…|$)",
    r"(?:also|must|further|see|more|recommended|related|background|suggested|extra) "
    r"(?:read(?:ing|s)?|also|watch|on this|coverage)\s*(?:[:>»|–—-]|$)",
    r"(?:related|recommended|similar|more|suggested|other|latest|top|popular|trending|featured|"
    r"further|recent)(?: \w+){0,2} (?:articles?|stories|story|content|topics?|posts?|news|coverage|"
    r"links?|tags|videos?|reads?|galleries|features?|opinion|podcasts?|headlines)\b"
    r"\s*(?:[:>»|–—-].{0,160}|(?:from|in|on|for|about|by)\b.{0,50}|you\b.{0,30}|now|today)?$",
    r"related\s*[:|–—»-]|(?:related|recommended|trending|topics?|tags?|filed under|categories|"
    r"category|keywords|in this (?:article|story)|explore more|popular|up next|next up|"
    r"what'?s next|coming up|recommended for you|sponsored|editor'?s? (?:picks?|choice)|"
    r"our (?:picks|top stories)|in other news|elsewhere|highlights|key (?:points|takeaways))"
    r"\s*(?:[:|–—].{0,160})?$",
    r"(?:see more|insight|trending now|most (?:read|viewed|popular|shared|commented|watched"
    r"|recent)|"
    r"(?:next|previous) (?:article|story|post|page))(?: (?:now|today|news|stories"
    r"|articles?|videos?|"
    r"(?:in|on|from|this|by)\b[^.]{0,40}))?\s*(?:[:|»>].{0,120})?$",
    r"(?:don't miss|in case you missed(?: it)?|icymi|you (?:may|might|could) "
    r"(?:also |have )?(?:like|missed|be interested|enjoy)|people also read|readers? also|what to"
    r" (?:read|"
    r"watch|know) (?:next|now)|more (?:like this|to (?:read|explore|come)|from (?:us|this)|on this "
    r"(?:story|topic))|(?:skip|jump|back|return|go) "
    r"(?:to|past)(?: the| main)? (?:main|content|top|navigation|home|start|end|next)?)\b(?!.{140})",
    r"more\s*:?$|more (?:from|on|in|about|stories|news)\b[^.!?]{0,60}$",
    r"(?:show|view|load|see|read)(?: (?:all|more|less|full|the|comments?|gallery|slideshow|results|"
    r"details|original|bio|profile|image|photos?|\d+))+$",
    r"(?:click|tap) here\b(?!.{100})|(?:watch|listen|see) (?:the )?(?:live|video|below|above|"
    r"again|now|more|\w+ (?:live|again|back))\b[^.]{0,80}(?:[.:]|$)(?!.{20})",
]
SHARE = [
    r"(?:click to |please )?(?:share|tweet|copy|print|save|bookmark|pin|post)(?: (?:this|the|on|to|"
    r"via|by|with|link|article|story|page|your|options?|full|now|here|selection|url|icon|"
    rf"it|{SITES}|friends|thoughts|copied|a link))+[.!:]?$",
    rf"(?>(?:shares?|tweet|e-?mail|print|save|copy(?: link)?|link copied!?|bookmark"
    rf"|comments?|follow|"
    rf"likes?|more|listen|gift(?: this)?(?: article)?|reprints?|url|{SITES}|icon|logo|(?:this )?"
    r"article|\d++|\+|\||·|•|/|,|&|and|or|with|via|by|on|us|k) ?){1,14}+$",
    r"share this\b(?!.{80})|click to tweet|link copied|copy link|copied to clipboard|"
    r"\d[\d,.]*k? (?:shares?|views?|likes?|retweets?|comments?|replies|reactions?)\b(?!.{30})|"
    r"(?:reporting|send) (?:by|a) correction|give (?:us )?(?:your )?feedback|report (?:a|an|this) "
    r"(?:typo|error|ad|correction)|suggest a correction",
    r"(?:font size|text size|dark mode|listen to (?:this )?(?:article|story)|play audio|audio "
    r"(?:version|player)|\d+ ?min(?:ute)?s? (?:read|listen)|(?:estimated )?(?:reading|read) time|"
    r"\(?this article (?:is|was) (?:read|translated|generated))\b(?!.{60})",
]
COMMENTS = [
    r"(?:leave|post|add|write|make|submit|start|view|show|read|see|hide) (?:a |an |your |the |all |"
    r"\d+ )*(?:comments?|reply|replies|discussion)\b(?!.{80})",
    r"(?:want to |please )?(?:join|start|continue|be part of) (?:in )?(?:the|our|a) "
    r"(?:conversation|discussion|debate)"
    r"\b(?!.{120})",
    r"(?:have your say|your say|be the first to (?:comment|know|leave|reply|like))\b(?!.{120})|"
    r"(?:comments?|replies|responses)(?: ?\(?\d+\)?| (?:are|is|have|on this|for this|closed|off|"
    r"guidelines|policy|section).{0,100})?[.:]?$|(?:no|\d+|one) (?:comments?|responses?|replies)"
    r"(?: yet| so far| on .{0,60})?[.:]?$",
    r"(?:what do you think|what are your (?:thoughts|views)|do you agree|agree or disagree|tell us|"
    r"let us know|share your (?:thoughts|views|opinion|story|experience))\b.{0,100}"
    r"(?:comments?|below|e-?mail|let us know|tell us|@|have your say|here\b|vote)",
    r"(?:do you|are you|have you|did you|were you|got|have)\b.{0,110}\?.{0,40}\b(?:e-?mail|contact|"
    r"get in touch|call|tell us|let us know|write to|whats ?app|message|dm|send (?:us|it|your)|"
    r"@)",
    r"(?:please )?(?:get in touch|contact|e-?mail|write to|call|message|reach) (?:us|me|our|the "
    r"(?:author|writer|reporter|editor|news ?desk|news ?room)|him|her|them)\b.{0,120}"
    r"(?:@|\d{3}|at\b|by\b|here|below|form|on\b|via)",
    r"(?:to |send (?:us )?)(?:contact|e-?mail|reach|your|a|letters?|news)\b.{0,90}\S@\S+\.\w",
    r"please (?:read|see|note|keep|respect) (?:our|the|your|that comments)\b.{0,80}(?:comment|"
    r"guidelines|rules|policy|terms|community)",
    r"(?:comments|opinions|views)(?: expressed)? (?:here|in this (?:article|piece|column|post)|"
    r"above)?.{0,40}(?:are (?:the|those|solely|his|her|their)|do not)\b.{0,160}"
    r"(?:author|writer|own|reflect|represent)",
]
RIGHTS = [
    r"(?:copyright\b(?=.{0,60}(?:\d{4}|©|reserved|ltd|limited|inc\b))|©|\(c\) ?(?:19|20)\d\d|all"
    r" rights reserved|crown copyright)(?!.{260})",
    r".{0,140}\ball rights reserved\b(?!.{120})",
    r"(?:this|the|no) (?:material|content|article|part|story).{0,60}may (?:not )?be (?:published|"
    r"reproduced|used|copied|republished|redistributed)",
    r"(?:registered (?:in england|office|charity|company)|company (?:registration|number)|vat "
    r"(?:number|reg))\b|(?:part of|published by|owned by)\b.{0,60}\b(?:ltd|limited|plc|group"
    r"|network"
    r")[.]?$|e?issn:? ?\d{4}|(?:reg|registration) (?:no|number)\b",
    r"\(?(?:additional |further )?(?:reporting|writing|editing|production|research|graphics)"
    r"(?: and (?:writing|editing|reporting))? (?:by|from) (?>(?-i:[A-Z][\w.'’-]*|and|in|for|the"
    r"|of|by|"
    r"from|editing|writing|reporting|additional)[ ,;.&)]*)++$",
    r"\(?(?:with|includes|including|additional) (?:additional |further |agency |some )?(?:inputs?|"
    r"reporting|material|reports?|files?)?\s?(?:from|by) (?:the )?(?:agenc|ap\b|afp|pa\b|pti|ani|"
    r"ians|reuters|bloomberg|associated press|press association|wire|staff|dpa|aap|cnn"
    r"|bbc).{0,80}$",
    r"sources? ?[:|].{0,60}$|our standards:|this (?:article|story|report|piece|"
    r"column) (?:was )?(?:originally|first)?\s?(?:appeared|published|is republished|was produced|"
    r"was originally|has been published|is published|is part of|was amended|was corrected)\b"
    r"(?!.{300})",
    r"(?:corrections?|clarifications?|editor'?s'? note|update|note to (?:editors|readers))\s*"
    r"[:(](?=.{0,240}\b(?:this|an earlier|a previous|the original) (?:article|version|story|"
    r"headline|post|report))",
    r"(?:this|the) (?:story|article|page|post|report|headline) (?:has been|was|is being|will be)"
    r" (?:last )?"
    r"(?:updated|corrected|amended|edited|modified)\b(?!.{220})",
    r"(?:an earlier|a previous|the original) version of this (?:article|story|headline|post|report)"
    r"\b(?!.{400})",
    r"(?:to (?:report|complain|request)|for (?:syndication|permission|reprint|licens)).{0,80}"
    r"(?:contact|visit|click|e-?mail|here)",
]
DATES = [
    r"(?:first |last |originally |article |story |date )?(?:published|posted|updated|modified|"
    r"updates?|created|issued|added|upload(?:ed)?|date)(?: (?:on|at|in|by|date|time|online))?\s*"
    r"[:|-]?\s*(?=.{0,40}\d)[^.!?]{0,70}$|(?:published|updated|last updated|posted|just now)[:]?$",
    r"(?:updated|published) (?:at|on)?\s?\d[^!?]{0,40}$",
    r"(?:about )?(?:\d+|an?|one|two|three) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year)"
    r"s? ago\b(?!.{40})",
]


DAY = (
    r"(?!on )(?=.*?(?:[a-z]{3}|\d[:.]\d\d\b|\d[/-]\d+[/-]\d|[ap]\.?m))"
    r"(?>(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan(?:uary)?|feb"
    r"(?:ruary)?"
    r"|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|\d{1,4}(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|bst|utc|e[sd]t|p[sd]t|"
    r"c[sd]t|ist|at|on|of|[,.:/|·•–—-]|\s))++"
    r"(?:by [a-z.'-]+(?: [a-z.'-]+){1,3})?$"
)
