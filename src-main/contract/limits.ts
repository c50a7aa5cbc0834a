// Apart from the schemas, so that the page need not load them for a number.

/** Carriers are counted up to here: a system prompt may be in every call there is. */
export const MAX_CARRIED_BY = 1000
