/** Words that stand where a name could and are none. Lower-case. */
export const notNames: ReadonlySet<string> = new Set(
  `called surname cat dog pet puppy a able about account after afternoon again age ago ahead alive all allergic alone already also always am an and any anxious anyone anything
  appointment around as ask asking at available awake aware away back bad be because been before behind being below best better between big
  bit book booked booking both bored bro busy but buddy by bye call called caller calling can cancel cancer cannot cant car card care cell center check
  claustrophobic clear client clinic close closed code cold come coming complete concerned confused contact cool correct curious currently customer
  dad date day days dear definitely dentist depressed desperate diabetic did different disabled do doctor does doing done dont down due during each
  early eager easy eight eighty either eleven else email emergency ever every everything excited eligible exactly experiencing expecting family far feeling fifty
  fine finished first five fond for forty four free friend from full fully fun further game get getting glad go going good gonna got grateful great guess guest
  had half happy hard has have having he health healthy hello help her here hey hi him his holiday home hoping hospital hour how hungry hurt hurting hi
  i id ill im immediately important in information injured inside insurance instead interested into is issue it its just keen kind knee know known last late later
  leaving left less let like little live living located lol long look looking lost lot lunch mail man many married maybe me mean medical member message mid
  mine minute miss missing mom month monthly more morning most moving much must my name named near need needed needing nervous never new next nice night
  nine ninety no nobody none noon nope nor not nothing now number of off office oh ok okay old on once one only open optional or order other our out outside over overweight
  own pacemaker pain part party patient pay people perfect person phone place please pleased possible postal pregnant pretty probably problem
  question questions quick quite ready real really reason regarding related relieved reply required retired return right ring room running
  sad safe same scan scared second secret see seeking send serious service seven several she short should shy sick since single sir six sixty skip slot small smart so some somebody
  someone something soon sorry spelled spelling start starting stay still stop stressed stuck student stuff such support supposed sure surgery table taken taking talk talking telling ten
  terrible test texting than thank thankful thanks that thats the their them then there these they thing things thinking third thirty this those three
  through til time times tired to today together told tomorrow tonight too top total trouble true try trying turn twelve twenty two type
  unable uncertain under unsure until up upset urgent us use used user using usually very via visit visiting wait waiting walking want wanted wanting
  was way we wednesday week weekend weekday weekly weeks welcome well were what whatever when where which while who why wife with without wondering
  work working works worried worse worth would wow wrong year years yep yes yesterday yet you young your yours yup zero zip
  husband son daughter mother father brother sister kid child baby boss assistant agent bot robot human operator representative
  monday tuesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  january february march july september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  reservation reservations invoice refund hotel restaurant taxi train flight ticket tickets music weather manager supervisor representative private privacy secret
  preference preferences class economy
  uh um er huh hmm ur typo anonymous
  mri ct xray ultrasound asap pm eod`.split(/\s+/u),
)

/** Everyday words and months that people are called by: a name only where a name is announced or asked for. */
export const rarelyNames: ReadonlySet<string> = new Set(
  'sunny may april june august hope will art rich frank drew pat sue dean summer faith joy dawn eve grace rose mark bill chase guy max miles'.split(
    ' ',
  ),
)
