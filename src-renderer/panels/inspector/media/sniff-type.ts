/** How files of a kind begin, by the characters of their bytes. */
const BEGINNINGS: readonly (readonly [mediaType: string, at: number, beginning: string])[] = [
  ['image/png', 0, '\x89PNG\r\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/avif', 4, 'ftypavif'],
  ['image/bmp', 0, 'BM'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/flac', 0, 'fLaC'],
  ['application/pdf', 0, '%PDF-'],
  ['application/zip', 0, 'PK\x03\x04'],
]

/** What the bytes say they are, which a sender may have told wrongly. Undefined for what is not known here. */
export function sniffType(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  return BEGINNINGS.find(([, at, beginning]) => head.startsWith(beginning, at))?.[0]
}

/** Raster pictures only: a drawing of instructions could ask for more than its own bytes. */
export function isDrawn(mediaType: string): boolean {
  return /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(mediaType)
}

export function isPlayed(mediaType: string): boolean {
  return mediaType.startsWith('audio/')
}

/** The end of a file's name. */
export function extensionOf(mediaType: string): string {
  const known: Readonly<Record<string, string>> = {
    'image/jpeg': 'jpg',
    'audio/mpeg': 'mp3',
    'application/octet-stream': 'bin',
    'text/plain': 'txt',
  }
  return known[mediaType] ?? mediaType.replace(/^.*\/(x-)?/, '').replace(/[^a-z0-9].*$/, '')
}
