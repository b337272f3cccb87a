// Pictures are drawn anew before they are sent: smaller, and without the place and device a camera writes into them.

/** The longer side, at most. */
export const MOST_PIXELS = 2400;
/** All files of one submission together, bytes: what fits into the largest envelope beside the answers. */
export const MOST_BYTES = 7.5 * 1024 * 1024;
/** Files in one submission. */
export const MOST_FILES = 5;

/** Why a file cannot go along. */
export type Refused = 'kind' | 'unreadable' | 'too_large' | 'too_many';

export interface Ready { blob: Blob; name: string; media_type: 'image/jpeg' | 'application/pdf' }

/** `IMG_1.HEIC` → `IMG_1.jpg`; no folders, no control characters, not longer than anybody reads. */
export function fileName(name: string, ending: 'jpg' | 'pdf'): string {
  const plain = (name.split(/[\\/]/).pop() ?? '').replace(/\p{C}/gu, '').replace(/\.[^.]*$/, '').trim();
  return `${[...plain].slice(0, 80).join('') || 'file'}.${ending}`;
}

/** Width and height that keep the shape. */
export function fitted(width: number, height: number, most = MOST_PIXELS): { width: number; height: number } {
  const by = Math.min(1, most / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * by)), height: Math.max(1, Math.round(height * by)) };
}

/** Whether it begins like a PDF. */
async function isPdf(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 5).arrayBuffer());
  return String.fromCharCode(...head) === '%PDF-';
}

/** `file` as it will be sent, or why not. `room` is how many bytes are left. */
export async function prepare(file: File, pdf: boolean, room: number): Promise<Ready | Refused> {
  if (await isPdf(file)) {
    if (!pdf) return 'kind';
    return file.size > room ? 'too_large' : { blob: new Blob([file], { type: 'application/pdf' }), name: fileName(file.name, 'pdf'), media_type: 'application/pdf' };
  }
  if (file.type !== '' && !file.type.startsWith('image/')) return 'kind';
  // An SVG is a program, not a photograph.
  if (file.type === 'image/svg+xml') return 'kind';
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return 'unreadable';
  }
  try {
    for (const [most, quality] of [[MOST_PIXELS, 0.85], [1800, 0.75], [1200, 0.7]] as const) {
      const blob = await drawn(picture, most, quality);
      if (blob && blob.size <= room) return { blob, name: fileName(file.name, 'jpg'), media_type: 'image/jpeg' };
    }
    return 'too_large';
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, most: number, quality: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fitted(picture.width, picture.height, most));
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  // A transparent picture becomes one on paper.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}

/** Bytes in words: `240 kB`, `1.4 MB`. */
export function sizeWords(language: string, bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit: unit as string, unitDisplay: 'short', maximumFractionDigits: 1, numberingSystem: 'latn' }).format(value as number);
}
