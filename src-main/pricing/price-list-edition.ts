import type { PriceList } from '#contract/price.ts'

/** The package is part of the program, so its version is the date of all prices. */
export const priceListEdition = '@pydantic/genai-prices 0.1.8'

export const priceList: PriceList = { name: priceListEdition, date: '2026-09-23' }
