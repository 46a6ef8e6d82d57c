// Three short documents of our own, and questions with the heading under which each is answered.
export const documents: Readonly<Record<string, string>> = {
  'mri-safety.md': `# MRI safety
## Metal and jewelry
Please remove all jewelry, watches, hairpins and piercings before entering the scanner room. The magnet attracts metal at
any time, even when no scan is running. Dental fillings are safe and need not be removed.
## Pacemakers and implants
Patients with a cardiac pacemaker must call us before they book. Some newer devices are approved for MRI at low field
strength. Bring the implant card, which names the manufacturer and the model.
## Pregnancy
Tell the technologist if you are or may be pregnant. Contrast dye is avoided during the first three months.
## Tattoos and make-up
Large tattoos with metallic ink may warm up during the examination. Leave mascara and eye shadow off on the day.
## Noise
The scanner knocks loudly. You receive ear plugs and headphones, and may bring your own music on a phone.
## Claustrophobia
Anyone who is afraid of tight spaces can ask for a mild sedative or for the open scanner in room two. Someone has to drive
you home after a sedative.
`,
  'visit.html': `<h1>Your visit</h1><h2>Opening hours</h2><p>We are open Monday to Friday from 8 am to 6 pm, and on Saturday
until noon. We are closed on public holidays.</p><h2>Parking</h2><p>The garage on Elm Street is free for two hours. Stamp
your ticket at reception.</p><h2>Cancellation</h2><p>An appointment can be cancelled or moved up to 24 hours before without
a fee. Later cancellations cost 40 dollars.</p><h2>Results</h2><p>A radiologist reads the images within two working days.
Your doctor receives the report, and you find a copy in the patient portal.</p><h2>Duration</h2><p>A knee takes 30 minutes,
a whole spine up to an hour. Plan another fifteen minutes for registration.</p><h2>Children</h2><p>A parent may stay in the
room while a child is examined, after taking off everything magnetic.</p>`,
  'prices.csv': `Examination,Price,With contrast
Head,900 dollars,1100 dollars
Knee,700 dollars,850 dollars
Spine,1200 dollars,1400 dollars
Shoulder,750 dollars,900 dollars
`,
}

export const questions: readonly (readonly [question: string, answer: RegExp])[] = [
  ['Can I wear my wedding ring? Do I have to take off jewelry?', /remove all jewelry/],
  ['Are dental fillings a problem?', /Dental fillings are safe/],
  ['I have a pacemaker, can I be scanned?', /pacemaker must call us/],
  ['What do I need to bring for my implant?', /implant card/],
  ['Is it safe if I am pregnant?', /may be pregnant/],
  ['Do tattoos matter?', /tattoos with metallic ink/],
  ['May I wear mascara?', /mascara/],
  ['How loud is the scanner? Do I get ear plugs?', /ear plugs/],
  ['Can I listen to music?', /music/],
  ['I am afraid of tight spaces, what can I do?', /afraid of tight spaces/],
  ['When are you open?', /open Monday to Friday/],
  ['Are you open on Saturday?', /Saturday/],
  ['Where can I park and is parking free?', /garage on Elm Street/],
  ['How do I cancel my appointment?', /can be cancelled/],
  ['What does a late cancellation cost?', /cost 40 dollars/],
  ['When do I get my results?', /radiologist reads/],
  ['How long does a knee scan take?', /knee takes 30 minutes/],
  ['Can a parent stay with the child?', /parent may stay/],
  ['What is the price of a spine examination?', /Spine; Price: 1200/],
  ['How much is a shoulder with contrast?', /Shoulder/],
]

export const elsewhere: readonly string[] = [
  'Who won the world cup in football?',
  'What is the capital of France?',
  'Can you recommend a restaurant with vegan pizza?',
  'How do I reset my email password?',
  'What will the weather be like tomorrow in Boston?',
  'Which stocks should I buy this year?',
  'How do I bake sourdough bread?',
  'What time does the train to Chicago leave?',
  'Do you sell airplane tickets?',
  'Who wrote Romeo and Juliet?',
]
