package claim

import "strings"

// A class is what a word can be in the grammar of attributions; a word can be
// several things.
type class uint32

const (
	study    class = 1 << iota // names a publication that reports research: "trial"
	loose                      // names one only in company: "report", "survey"
	people                     // who does research: "researchers"
	publish                    // says that something appeared: "published"
	report                     // says what a source says: "found"
	stop                       // ends a noun phrase
	place                      // preposition before a journal: "in"
	det                        // determiner
	month                      //
	measure                    // follows an amount
	particle                   // part of a family name: "van"
	notName                    // capitalised, and nobody's family name
	venue                      // what journals call themselves: "Journal", "Annals"
	small                      // allowed in lower case inside a title
	quantity                   // a number in words
	press                      // newspapers, broadcasters, encyclopaedias
	body                       // agencies and societies
	material                   // what a study yields; it has no year of publication
	inquiry                    // of the loose ones, those that are research
	since                      // makes the year behind it something else: "since 2010"
	act                        // what authors do in their papers, besides reporting: "randomised"
	org                        // part of an institution's name
	field                      // what the titles of journals end in: "Medicine", "Reviews"
	given                      // a given name, and hardly ever anything else: "Walter"
	abbr                       // what the titles of journals are shortened to: "Otolaryngol"
	tells                      // what authors and journals do in a year, and nobody in a study: "showed"
	leadsIn                    // leads over to a source: "according", "see"
	guidance                   // of the loose ones, what bodies issue; a source where a journal printed it: "guideline"
	tie                        // joins a source to its year and means nothing by itself: "was", "whose"
)

// classes is the vocabulary. Words are in lower case.
var classes = vocabulary([]struct {
	class class
	words string
}{
	{study, `study studies trial trials rct rcts meta-analysis meta-analyses metaanalysis metanalysis meta review reviews paper papers analysis analyses experiment experiments
		cohort investigation investigations reanalysis re-analysis sub-study substudy sub-analysis subanalysis preprint umbrella-review crossover`},
	{loose, `report reports article articles survey surveys research publication publications editorial commentary protocol letter letters case-report evaluation follow-up replication update overview dissertation thesis statement stand series pilot viewpoint perspective essay`},
	{inquiry, `survey surveys evaluation follow-up replication case-report dissertation thesis overview`},
	{loose | guidance, `guideline guidelines recommendation recommendations consensus`},
	{loose | material, `findings finding data evidence results poll program model registry work abstract`},
	{people, `researchers researcher scientists scientist investigators authors author team group teams colleagues co-workers coworkers collaborators psychologists epidemiologists neuroscientists physicians doctors biologists reviewers academics readers`},
	{publish, `published publishing publishes publish appeared appearing appears appear printed featured reported released presented posted journal journals issue edition`},
	{report, `found finds find finding showed shows show shown reported reports demonstrated demonstrates suggested suggests suggest concluded concludes conclude observed confirmed revealed reveals noted notes
		argued argue argues described describes described examined examines examine compared compares tested tracked followed analyzed analysed evaluated assessed estimated identified
		proposed reviewed measured investigated indicated indicates published publishes linked discovered documented established stated states say wrote explored estimate calls called
		looked recruited enrolled gave report challenged says said warns warned think believe agree agrees agreed disagree differ`},
	{stop, `a an the this that these those its their his her our my your another each every all any some no
		of in on at by for from to with without into onto over under between among through during before after since until about against within than via per across along including
		is are was were be been being am has have had having do does did can could may might must shall should will would
		and or but nor so yet if then because while when where who whom whose which what how why as not
		i we you they he she it them us me him there here also just only even still however
		found finds find showed shows show reported demonstrated suggested suggests concluded observed confirmed revealed noted says said according
		published appeared appearing involving using comparing examining looking testing based led conducted performed sees see seen supports supported`},
	{place, `in from by of at per`},
	{det, `a an the this that these those one another same our its his her their both two three several multiple many some numerous various recent separate`},
	{month, `january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter`},
	{measure, `iu ius mg mcg µg μg g kg ml l kcal cal calories calorie kj mmol nmol ng pg ppm iu/day mg/day mcg/day people persons participants patients adults women men children individuals subjects volunteers
		cases deaths km miles steps meters metres feet hours minutes seconds days weeks years units dollars euros pounds times hz w lux nm strains species genes`},
	{particle, `van von der den de del della di da dos das du la le el al bin ibn ten ter zu zur st`},
	{notName, `january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
		the a an this that these those it its they we he she i you our their my your his her in on at of for from by with as to if but and or so yet when while where who which what how why after before since during until because although though
		between among across throughout within without around about over under into onto upon beyond despite unlike like compared based given according using including through via per toward towards than
		both each every all some many most more several other another such new first second third last latest recent early late early-stage large small big long short high low
		study trial review meta-analysis research paper report article journal analysis rct cohort survey systematic randomized randomised clinical controlled double-blind placebo placebo-controlled pilot phase human animal mendelian observational
		nobel cochrane lancet nature science jama nejm bmj pnas cell harvard stanford yale oxford cambridge mayo columbia duke cornell princeton johns ucla mit berkeley toronto karolinska framingham nurses
		american british canadian australian indian chinese japanese korean iranian turkish german french italian spanish dutch danish swedish norwegian finnish polish greek russian brazilian mexican israeli egyptian pakistani thai
		taiwanese vietnamese indonesian malaysian african asian european english scottish irish welsh swiss austrian belgian portuguese czech hungarian romanian ukrainian saudi jordanian lebanese tunisian moroccan nigerian kenyan
		ethiopian ghanaian jamaican cuban chilean argentine argentinian colombian peruvian new-zealand scandinavian nordic mediterranean western eastern northern southern north south east west central united sub-saharan bangladeshi nepalese lankan singaporean filipino
		america britain canada australia india china japan korea iran turkey germany france italy spain denmark sweden norway finland poland greece russia brazil mexico israel egypt pakistan thailand taiwan vietnam
		indonesia malaysia africa asia europe england scotland ireland wales switzerland austria belgium portugal usa uk us eu u.s london paris boston chicago york texas california washington florida ohio michigan
		vitamin magnesium zinc calcium iron omega omega-3 fish cbd thc creatine caffeine ashwagandha melatonin probiotic probiotics collagen turmeric curcumin covid covid-19 diabetes cancer alzheimer alzheimer's parkinson crohn
		updated update published reviewed edition issue volume vol table figure fig section chapter part appendix step day week month year years date page source sources reference references note see also
		group collaboration consortium association society institute university college hospital department ministry agency commission committee council foundation center centre program project initiative guideline guidelines
		pfizer moderna novartis bayer nestle google microsoft amazon facebook fitbit garmin oura women men children people nurses physicians patients today yesterday world nation country company industry author university
		sons bros brothers company inc ltd co corp llc gmbh clinic health
		conclusion conclusions background results result methods finding findings evidence data earlier later previously overall however similarly additionally furthermore moreover finally notably interestingly importantly
		then therefore thus hence here there now today meanwhile instead indeed likewise not no yes level grade type class stage model version copyright lot batch room item unit size code olympics olympic games season census election world war`},
	{venue, `journal journals annals archives proceedings bulletin transactions acta
		revista revue rivista zeitschrift zentralblatt archiv archivos archivio arquivos annales annali anales giornale jornal tidsskrift tidskrift tijdschrift wochenschrift zhurnal zasshi vestnik casopis boletin bollettino ugeskrift`},
	{small, `of the in and for on de la & et to with du des und der fur für di del della y e`},
	{quantity, `two three four five six seven eight nine ten eleven twelve dozen dozens several many`},
	{press, `times post guardian telegraph newsweek forbes bloomberg reuters bbc cnn npr wikipedia magazine newspaper wall street daily mail sun consumer herald tribune independent economist atlantic yorker wired vox substack blog podcast news
		washington usa-today pubmed psycinfo medline embase scopus registry guidelines guideline statista consumerlab examine labdoor people vogue healthline webmd medscape youtube netflix instagram twitter facebook reddit tiktok`},
	{body, `who fda cdc nih nice efsa ema usda epa hhs acog aha acc aap nhs un unicef oecd cms osha niosh iarc acsm ada aad afp bbc irs sec doj ftc dea mhra tga ods nccih nhanes nhlbi nci`},
	{act, `studied randomized randomised surveyed pooled replicated modeled modelled calculated assigned administered supplemented treated trained interviewed asked used performed conducted carried obtained detected
		reanalyzed reanalysed hypothesized hypothesised speculated provided highlighted emphasized emphasised presented illustrated considered failed supported support supports extended
		present presents provide provides argues use uses review reviews discuss discusses discussed summarize summarizes summarized summarised listed isolated characterized claimed advised urged cautioned asserted contended maintained recommended wondered disagreed disagrees characterised collected invited fed`},
	{org, `university institute institutes college hospital clinic school department faculty center centre laboratory foundation society association academy council agency commission committee ministry bureau bank union federation alliance board office administration centers centres academies colleges division network`},
	{field, `medicine psychiatry psychology surgery nutrition health research reviews reports letters science sciences therapy therapeutics nursing care practice policy education management studies communications biology chemistry
		biochemistry physiology pharmacology neurology cardiology oncology pediatrics paediatrics epidemiology genetics genomics metabolism endocrinology immunology toxicology psychopharmacology neuroscience rehabilitation dentistry dermatology
		gastroenterology gerontology geriatrics radiology urology nephrology virology microbiology ophthalmology rheumatology hematology haematology allergy biophysics statistics informatics engineering materials methods international
		today perspectives advances insights frontiers disorders diseases nanoscience physics optics express imaging notes therapies radiology pathology anatomy`},
	{abbr, `acad adv amer engl brit scand anal anat appl arch assoc behav biochem bioeng biol biomed biophys biotechnol bull cardiol chem chir circ clin comput conf crit curr dent dermatol diagn dis ecol educ emerg endocrinol eng environ
		epidemiol eur exp fertil gastroenterol genet geriatr gerontol gynaecol gynecol haematol hematol hepatol hosp hum hyg hyperb immunol infect inform inorg int intervent lett mater med metab microbiol mol monogr nephrol neurol
		neurosci neurosurg nurs nutr obes obstet occup oncol ophthalmol opin orthop otolaryngol paediatr pathol pediatr pharm pharmacol pharmacother phys physiol pract prev proc psychiatr psychol pulm qual radiol rehabil
		reprod res respir rev rheumatol saf sci soc sociol stat stud suppl surg technol ther thorac toxicol transl transplant traumatol trop urol vasc vet virol`},
	{given, `aaron abigail adam adrian agnes ahmed alan albert alejandro alessandro alex alexander alexandra alfred alice alison allison amanda amy ana andrea andreas andrew angela anita ann anna anne annette anthony antonio arthur
		barbara beatrice benjamin bernard bernd betty brian bruce bruno carl carla carlos carol caroline catherine cathy charles charlotte chris christina christine christoph christopher claire claudia colin cynthia
		daniel daniela david deborah debra denise dennis diana diane dieter dmitri dominic donald dorothy douglas edith edward edwin elaine eleanor elena elisabeth elizabeth ellen emily emma eric erik ernest esther eugene eva evelyn
		fatima federico felix fernando francesca francesco francis francisco fred frederick gabriel gareth gary geoffrey george gerald gerard gerhard gilbert giovanni giuseppe gordon graham greg gregory guillermo günter gustav
		hannah hans harold harriet heather hector heinrich helen helena helmut henrik henry herbert hermann hiroshi holger howard hubert hugo ian ingrid irene isabel ivan jack jacob jacques james jan jane janet janice jason javier jean
		jeffrey jennifer jeremy jessica jill joan joanna joao johan johann johannes john jonathan jorge jose josé josef joseph joshua joyce juan judith julia julian julie julio jürgen karen karin karl kate katherine kathleen kathryn
		katrin keith kenneth kenji kevin klaus kristin lars laura lauren laurence lawrence leonard leslie linda lisa louis louise lucas lucia luigi luis luke magnus manuel marcel marcia marco marcus margaret maria marie marina mario
		marjorie mark marta martha martin martina mary mathias matthew matthias maureen mauro max maximilian megan melissa michael michel michele michelle miguel mikael mohamed mohammad mohammed monica muhammad nancy naomi
		natalia natalie nathan neil nicholas nicola nicolas nicole nigel nils nina nora norman olga oliver olivier oscar pablo pamela patricia patrick paula paulo pedro penelope peter philip philippe phillip phyllis pierre rachel ralph
		ramon raymond rebecca renate ricardo richard robert roberto robin roger roland ronald rosemary roy ruth ryan samantha samuel sandra sara sarah scott sean sebastian sergei sergio sharon sheila shirley silvia simon simone sofia sonia
		sophie stefan stefano stephanie stephen steven stuart susan susanne suzanne sven sylvia takashi tamara tatiana teresa theodore theresa thomas tim timothy tobias tony tracy ulrich ulrike ursula valerie vanessa vera veronica
		victor vincent vladimir walter wendy werner wilhelm william wolfgang yoshio yuki yvonne zoe`},
	{tells, `found find finds showed show shows shown reported report reports reporting wrote writes write writing noted note notes argued argues argue concluded concludes conclude observed observe demonstrated
		demonstrates demonstrate described describes describe suggested suggests suggest stated states published publishes publishing appeared appears documented discovered established confirmed proposed put
		saw brought carried ran printed came comes learned read revealed reveals indicated held maintained claimed claim claims seen announced remarked estimated maintain maintains hold holds propose proposes
		confirm confirms observes explain explains forward`},
	{leadsIn, `according see cf per following consider quoting citing quote cite as source sources reference references citation data e g eg example take believe trust`},
	{tie, `was were is had has have did been who whose which first already also then later back early late far recently dated written led issue pages it to out readers when what so only until not issues journal told`},
	{since, `since until till before after around circa by to through than age aged born founded established approved recalled launched acquired copyright ©`},
})

// A lexicon is a hash table of words: every word of every candidate sentence is
// looked up in it, in any case.
type lexicon [1 << 12]struct {
	word  string // in lower case
	class class
}

func vocabulary(groups []struct {
	class class
	words string
}) *lexicon {
	l := new(lexicon)
	for _, g := range groups {
		for _, w := range strings.Fields(g.words) {
			i := lexiconHash(w)
			for l[i].word != "" && l[i].word != w {
				i = (i + 1) % uint32(len(l))
			}
			l[i].word = w
			l[i].class |= g.class
		}
	}
	return l
}

// classOf is the class of a word in any case.
func classOf(w string) class {
	for i := lexiconHash(w); classes[i].word != ""; i = (i + 1) % uint32(len(classes)) {
		if equalFold(w, classes[i].word) {
			return classes[i].class
		}
	}
	return 0
}

func lexiconHash(w string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(lower(w[i]))) * 16777619
	}
	return (h ^ h>>15) % uint32(len(lexicon{}))
}

// equalFold compares ASCII text in any case with text in lower case.
func equalFold(s, low string) bool {
	if len(s) != len(low) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if lower(s[i]) != low[i] {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
