/** Words that are family names and ordinary words of reports and scanners alike. Alone they tell nobody; with the given name they do. */
const WORDS = `
  able ache adams angle april arm art august back bacon baker ball bank banks bar base bass bath bay bean bell best bird bishop black blank block
  blood blue bolt bond bone booth bowl bowls box brain branch brand bridge bright bristol brook brown buckle bull burn burns bush butcher butler
  cage cane cannon carbon card carpenter carter case cash castle center central chain chamber chance chase chest church clay clear click clinic coil
  cole collar colon contrast cook cool cooper core corner cotton count course crane cross crown cross cruise curl cutter dale dark date day dean deep
  doctor door dose drake draper east eye fall farmer field first fish fisher flank flash flood flow flower foot ford forest foster fowler fox frame
  frank free freeman french frost fuller gage garden gardner gate gates german glass gold golden good grace grant graves gray green grey ground guide
  gunner hale hall hand hands hard hardy hart hawk hay head heart heat hide high hill hip hold hole holland home hood hook hope horn house hunt hunter
  ice image iron jordan judge june justice keen key king kitchen knee knight lake lamb lane large last lawn leg lens light lime line little liver lock
  long loop lord love low lung main major male march mark marks marsh mason master mean mercer metal miles mill miller mills mold moon moore moss most
  mount mouse mouth neck nerve new night noble none normal north note null nurse oak oral page pain painter palm park parks part patch patient pearl
  penny phantom pine pitt plain plane plate poll pool pope porter post pound powell power powers price prince proud pulse rain range ray reading red
  reed rest rib rice rich right ring rivers road robin rock rose ross round rush saddle sample sand sands savage scan scout series shade sharp shell
  shepherd shield shoemaker short shoulder silver sinus skin skinner skull slice small smart smith snow south spain spark spear spine spring square
  staff standard star steel stem stern stock stone storm strange street strong study sugar summer summers sutton swan sweet swift table tail tanner
  taylor teeth temple test thin thick thigh tissue title tongue tooth tower trace tree trunk tube turner upper vein wall ward warm waters weaver weeks
  wells west wheel white wild will wilde winter winters wise wolf wood woods worth wright wrist young
`;

const words = new Set(WORDS.trim().split(/\s+/u));

export const isCommonWord = (word: string): boolean => words.has(word.toLowerCase());
