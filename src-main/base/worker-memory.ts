/**
 * For threads that make much garbage for long: V8 would let the space for new objects grow to three times
 * this, which costs tens of megabytes a thread and makes nothing faster.
 */
export const SMALL_YOUNG_GENERATION = { maxYoungGenerationSizeMb: 12 }
