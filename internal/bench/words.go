package bench

import "stet/internal/cite"

// agents are what the studies give to people; article and reference i are
// about agent i modulo their number.
var agents = []string{
	"magnesium", "zinc", "iron", "calcium", "selenium", "copper", "iodine", "potassium", "vitamin D", "vitamin C",
	"vitamin B12", "folate", "omega-3 fatty acids", "curcumin", "green tea", "coffee", "dietary fibre", "probiotics", "creatine", "whey protein",
	"nitrate", "caffeine", "choline", "taurine", "glycine", "melatonin", "olive oil", "walnuts", "salt", "soy isoflavones",
	"resveratrol", "quercetin", "manganese", "chromium", "boron", "silicon", "lutein", "beta-carotene", "coenzyme Q10", "vitamin K2",
}

var outcomes = []string{
	"blood pressure", "bone density", "sleep quality", "muscle strength", "fasting glucose", "insulin resistance", "serum cholesterol", "oxidative stress", "inflammation", "arterial stiffness",
	"body weight", "kidney function", "immune response", "cognitive decline", "walking speed", "grip strength", "endothelial function", "gut transit", "migraine frequency", "mood",
	"anaemia", "fracture risk", "muscle cramps", "wound healing", "hearing loss",
}

var groups = []string{
	"older adults", "postmenopausal women", "adolescents", "endurance athletes", "people with type 2 diabetes", "hospital patients", "pregnant women", "shift workers", "healthy volunteers", "men with hypertension",
	"children", "people with chronic kidney disease", "office workers", "vegetarians", "people after surgery",
}

var (
	verbs     = []string{"lowered", "raised", "improved", "did not change", "reduced", "was associated with", "slightly increased", "delayed changes in"}
	designs   = []string{"randomised controlled trial", "cohort study", "systematic review", "meta-analysis", "cross-sectional study", "pilot trial", "crossover trial", "case-control study"}
	shortKind = []string{"trial", "study", "review", "analysis"}
	families  = []string{
		"Abbott", "Adeyemi", "Almeida", "Andersson", "Baker", "Bianchi", "Brandt", "Castillo", "Chen", "Cohen", "Dubois", "Eriksen", "Fischer", "Fontana", "Garcia", "Haddad", "Hansen", "Ito", "Ivanova", "Jansen",
		"Kaya", "Keller", "Kowalski", "Larsen", "Lopez", "Martin", "Mbeki", "Moreau", "Nakamura", "Nguyen", "Novak", "Okafor", "Olsen", "Park", "Patel", "Petrov", "Rossi", "Ruiz", "Sato", "Schmidt",
		"Silva", "Singh", "Suzuki", "Tanaka", "Torres", "Vargas", "Virtanen", "Wagner", "Yilmaz", "Zhang",
	}
)

// journals are those that references appear in.
var journals = []cite.Journal{
	{Title: "Nutrients", Abbr: "Nutrients"},
	{Title: "The American journal of clinical nutrition", Abbr: "Am J Clin Nutr"},
	{Title: "Osteoporosis international : a journal established as result of cooperation between the European Foundation for Osteoporosis and the National Osteoporosis Foundation of the USA", Abbr: "Osteoporos Int"},
	{Title: "Journal of hypertension", Abbr: "J Hypertens"},
	{Title: "European journal of nutrition", Abbr: "Eur J Nutr"},
	{Title: "Clinical nutrition (Edinburgh, Scotland)", Abbr: "Clin Nutr"},
	{Title: "Diabetes care", Abbr: "Diabetes Care"},
	{Title: "The Lancet. Diabetes & endocrinology", Abbr: "Lancet Diabetes Endocrinol"},
	{Title: "PloS one", Abbr: "PLoS One"},
	{Title: "The British journal of nutrition", Abbr: "Br J Nutr"},
	{Title: "Journal of trace elements in medicine and biology : organ of the Society for Minerals and Trace Elements (GMS)", Abbr: "J Trace Elem Med Biol"},
	{Title: "JAMA", Abbr: "JAMA"},
	{Title: "BMJ (Clinical research ed.)", Abbr: "BMJ"},
	{Title: "Nutrition reviews", Abbr: "Nutr Rev"},
	{Title: "Annals of internal medicine", Abbr: "Ann Intern Med"},
	{Title: "Free radical biology & medicine", Abbr: "Free Radic Biol Med"},
}

// sentences are what an article says between its claims. {a}, {o} and {g} are
// the article's agent, an outcome and a group of people.
var sentences = []string{
	"Interest in {a} has grown because it is cheap, easy to take and found in many kitchens.",
	"What a person eats changes from week to week, and so does the amount of {a} that reaches the blood.",
	"A measurement on one day says little about the stores of the body, which is why the better surveys repeat it.",
	"Doctors see {o} change for many reasons, and most of them have nothing to do with the diet.",
	"It is tempting to read a difference between two groups as the work of a single nutrient.",
	"People who take supplements also tend to smoke less, to walk more and to see their doctor earlier.",
	"For {g} the question has a practical side, since their needs are higher and their appetite is often smaller.",
	"The dose matters as much as the substance, and labels do not always give it in the same unit.",
	"Some of the products on the shelf contain less {a} than they promise, and a few contain more.",
	"Absorption depends on the other parts of the meal, on the time of day and on the form of the preparation.",
	"None of this means that {a} is useless; it means that the size of its effect is easily overrated.",
	"When several things are changed at once, nobody can tell afterwards which of them did the work.",
	"A kitchen is not a laboratory, and the careful reader keeps both in mind.",
	"The first reports came from small wards, where {o} was recorded by hand.",
	"Later work used better instruments, larger groups and a plan that was written down beforehand.",
	"Side effects are rare at usual doses, although *loose stools* and nausea are mentioned again and again.",
	"Those who have trouble with their kidneys should **speak to a doctor** before they take anything.",
	"A varied diet with vegetables, nuts and whole grains covers the needs of most people.",
	"Tables of food composition, such as [the one of our own desk](https://minerals.example/tables), differ by a third from one another.",
	"The effect on {o} is the one that is advertised most, perhaps because it is easy to picture.",
	"In {g} the picture is less clear, as few of them take part in research.",
	"Where the evidence is thin, a plain account of what is not known helps more than a confident guess.",
	"Guidelines differ in wording more than in substance.",
	"Much depends on where a person starts: those with a low intake have more to gain.",
	"It would help if trials reported what people ate besides the capsules they were given.",
	"Our desk has asked makers for their data more than once, with little success.",
	"The mechanism is plausible, but plausible mechanisms are *cheap*, and many have failed in practice.",
	"A good part of the debate about {a} is really a debate about {o}.",
	"Older texts speak of a cure, newer ones of support, and the change of words is welcome.",
	"Readers write to us about {a} nearly every week.",
}

// headings are those of sections, in order, again from the first when an
// article has more.
var headings = []string{"What it is", "Where it is found", "What has been studied", "How much is needed", "Who should be careful", "What remains open", "In the kitchen"}
