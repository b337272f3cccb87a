import { Refusal } from '@shared/platform';

const EDGE = 480;
/** What the practice takes, bytes of the picture (256 KiB), as a data address a third longer. */
const MOST = Math.floor((256 * 1024 * 4) / 3) - 100;

/** A picture from a camera as a square JPEG small enough for a record. Drawing it anew also drops where it was taken. */
export async function smallPhoto(file: File): Promise<string> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new Refusal({ code: 'invalid', message: 'This file is not a picture Keepwell can read.', next: 'Choose a JPEG, PNG or WebP picture.' });
  }
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.min(EDGE, side);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Refusal({ code: 'fault', message: 'The picture could not be drawn.', next: 'Restart Keepwell and try again.' });
  pen.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.85, 0.7, 0.5]) {
    const address = canvas.toDataURL('image/jpeg', quality);
    if (address.length <= MOST) return address;
  }
  throw new Refusal({ code: 'invalid', message: 'This picture is too detailed to be made small enough.', next: 'Choose another one.' });
}
