/** What the demo agents answer from: a base a topic, each with its documents. Written for this project; no medical advice. */
export const demoBases: readonly { name: string; documents: readonly { fileName: string; text: string }[] }[] = [
  {
    name: 'mri-safety',
    documents: [
      {
        fileName: 'metal-and-implants.md',
        text: `# Metal and implants

## Jewelry and clothing
Take off all jewelry before the scan: rings, earrings, necklaces, watches and every removable piercing. A wedding ring comes off too, unless it cannot be removed; tell the staff, who then secure it. Clothes with zips, hooks, metal buttons or metallic thread cannot be worn in the scanner room. You are usually given a gown, and a locker for your things.

Glasses, hearing aids, dentures with metal parts, hair clips and wigs stay outside. So do phones, bank cards, keys and coins: the magnet can pull them, and it erases cards.

## Pacemakers and heart devices
Many pacemakers and defibrillators made since about 2011 are MR conditional: a scan is possible under set conditions, with the device switched to a special mode and somebody watching the heart. Older ones may not be scanned at all. Bring the card of your device; the team checks the model with its maker before any appointment is confirmed.

Stents in the heart are usually no obstacle, also soon after they were placed. The team still wants to know the date and the type.

## Joints, screws and plates
Artificial hips and knees, screws and plates are mostly made of titanium or steel that is safe in a scanner. They may blur the picture around them. Tell the team where they are and when they were put in.

## Other implants
Cochlear implants, nerve stimulators and insulin or pain pumps need a check of the exact model; some must be taken off or switched off, and some rule a scan out. An insulin pump worn on the skin and a glucose sensor stay outside the room. Aneurysm clips in the head are only scanned when papers show that the clip is made for it.

Dental fillings and crowns are safe. Braces are safe as well but can spoil pictures of the head.

## Metal splinters and tattoos
If metal ever got into your eye, at work or in an accident, say so: an X-ray of the eye shows whether anything is left. Tattoos and permanent make-up may grow warm, since some inks hold iron. Tell the staff at once if a spot feels hot.
`,
      },
      {
        fileName: 'preparing-for-your-scan.md',
        text: `# Preparing for your scan

## Eating, drinking and medicines
For most scans you eat and drink as always. For a scan of the belly you come with an empty stomach: no food for four hours before it; water is fine. Take your usual medicines unless your doctor says otherwise.

## What to bring
Bring your referral, your insurance card, earlier pictures and the cards of all implants. Come 15 minutes before your time to fill in the safety questionnaire.

## How long it takes
A scan of one region takes 20 to 45 minutes. With contrast agent it takes about 15 minutes more. You can go home at once afterwards, and drive, unless you were given a calming medicine.

## Noise and lying still
The scanner knocks loudly, up to the level of a drill, so everybody gets ear plugs or headphones. You lie still on your back for most of the time; small movements blur the picture and may mean that a part is repeated.

## Contrast agent
Some questions need a contrast agent with gadolinium, given through a small needle in the arm. Tell the team about kidney disease and about any reaction to contrast before. A blood test of the kidneys may be needed. Drink plenty of water after it.

## Your results
A radiologist reads the pictures and sends the report to the doctor who referred you, usually within three working days. The staff at the scanner may not tell you results.

## What it costs
What you pay depends on your insurance and on the kind of scan. Many plans want an approval before the appointment. Ask for a written estimate of the price when you book.
`,
      },
      {
        fileName: 'feeling-safe-in-the-scanner.md',
        text: `# Feeling safe in the scanner

## Fear of narrow spaces
Many people feel uneasy in the tube. It is open at both ends, lit and aired, and you hold a ball that calls the staff at any moment. You can hear them and talk with them throughout, and the scan can be stopped. A mirror, closed eyes or music help. For some scans you go in feet first, so that your head stays outside.

If that is not enough, ask your doctor about a mild calming medicine. You then need somebody to take you home, and you must not drive for 24 hours. Some centers have an open scanner with more room.

## Pregnancy and breastfeeding
Tell the team if you are pregnant or may be. No harm from MRI to an unborn child is known, yet in the first three months it is done only when it cannot wait. Contrast agent is avoided in the whole pregnancy. While breastfeeding you may go on as usual, also after contrast agent.

## Children
Children of any age can be scanned. From about six years most manage it awake; a parent may stay in the room after the same safety questions. Younger children often need light sleep under the care of an anesthetist, and come with an empty stomach: no food for six hours and no clear drinks for two.

## Is it harmful?
MRI works with a strong magnet and radio waves, without X-rays or other radiation. The scan itself does not hurt. Some people feel warm or a slight twitch; both are harmless and pass.

## Weight and size
The table carries up to 200 kilograms, and the tube is 60 or 70 centimeters wide, by scanner. Tell us when you book if you think that it may be tight.
`,
      },
    ],
  },
  {
    name: 'visiting-us',
    documents: [
      {
        fileName: 'visiting-us.md',
        text: `# Visiting the imaging center

## Opening hours
We are open Monday to Friday from 8 a.m. to 6 p.m., and on Saturday from 9 a.m. to 1 p.m. On Sundays and public holidays we are closed. Appointments outside these hours are not possible.

## Where we are: address and parking
We are located at 12 Sample Street, on the ground floor, opposite the town library. There is free parking behind the house, with two places for disabled visitors at the door. Bus 4 and bus 11 stop at Sample Square, three minutes on foot.

## Getting in
The entrance has no steps, and the doors are wide enough for a wheelchair. Guide dogs are welcome in the waiting room. Please wear a mask if you have a cough.

## Appointments and the telephone
You can ask for an appointment in this chat or call 555 0100 during opening hours. If you cannot come, tell us a day before, so that somebody else can have the time.

## Languages
At the desk we speak English and Spanish. For other languages ask for an interpreter when you book; that is free.
`,
      },
    ],
  },
]
