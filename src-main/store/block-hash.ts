/**
 * Finds the block with a hash, which is bound twice. The index has the beginning of each: five bytes tell a million
 * blocks apart, nearly always.
 */
export const SAME_HASH = 'substr(hash, 1, 5) = substr(?, 1, 5) and hash = ?'
