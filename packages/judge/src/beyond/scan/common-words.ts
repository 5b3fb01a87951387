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
  canon carestream department elekta fuji fujifilm hitachi hologic hospital imaging kodak konica medical philips radiology samsung shimadzu
  systems toshiba university varian
`;

/** Words and abbreviations of reports, protocols and scanners that hardly anybody is called: a text of such words alone names nobody. */
const CLINICAL = `
  abd abdomen abdominal acquired acute adc and angio anonymous ant ap arterial axi axial bilateral biopsy body bolus bones breast cardiac caudal cc
  cervical circle combined contour control coronal cor cranial ct cta cto dicom delayed derived diagnostic digital diffusion doc document dose dwi dx
  enter epi exam examination exposure femur fft flair flow fluoro fov from gated gre helical hepatic image images inversion iso iv kidney knees lat lateral
  left liver localizer lumbar male female mammo mammogram max mean median mediolateral medium mip min mlo mpr mr mra mri native no normal nuclear oblique
  orbit original other outpatient inpatient pa pancreas pelvic pelvis perfusion pet phantom phase plane portable portal post pre primary prone prostate
  protocol radial radiograph recon reconstruction region removed renal report research resp rest result right roi rotation routine sag sagittal scanner
  screening secondary sequence series siemens std study supine surview system tes test tests text the thoracic thorax thyroid topogram tra trauma tse ultrasound
  unknown unspecified us user vascular venous ventral vertebra view views volume weighted with without xr yes
  about above after again all also although always among another any are around because been before being below between both but can could did does
  done down during each either every few finding findings for found further had has have having her here his how however impression indication into
  its just less like made make might more most much must never next nor not nothing now off often once one only our out over own per please rather
  same seen several shall she should since some such than that their them then there these they this those though through thus today tomorrow too
  two under until upon use used using very via was way were what when where which while who whose why within would yesterday yet you your
`;

const words = new Set(WORDS.trim().split(/\s+/u));
const clinical = new Set(CLINICAL.trim().split(/\s+/u));
const WORD = /[\p{L}\p{M}]+/gu;

/** A word that people are called and things too, or only things. */
export const isCommonWord = (word: string): boolean => words.has(word.toLowerCase()) || clinical.has(word.toLowerCase());

/**
 * Whether a text could stand in any report: a common word alone, or several of which at least one is no name of people (`Head Routine`, not
 * `Young Grace`).
 */
export function isOrdinaryText(text: string): boolean {
  const found = text.toLowerCase().match(WORD) ?? [];
  if (/\d/u.test(text) || found.length === 0 || !found.every(isCommonWord)) return false;
  return found.length === 1 || found.some((word) => clinical.has(word));
}
