import { useState } from 'react'
import type { MissingPrice, PriceList, UserPrice } from '#contract/price.ts'
import { removePrice, repriceCalls } from '../../actions/change-prices.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { formatExactTime } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button } from '../../widgets/button.tsx'
import { PriceForm } from './price-form.tsx'
import styles from './prices.module.css'

/** What the user pays where the price list does not know it, and the models that still need a price. */
export function Prices() {
  const own = useOperation('prices.list', {}).value
  const missing = useOperation('prices.missing', {}).value
  const [draft, setDraft] = useState<Pick<UserPrice, 'model' | 'provider'>>()
  if (own === undefined) return null
  return (
    <div className={styles.body}>
      <Intro list={own.list} file={own.file} />
      {own.issues.map(issue => (
        <p key={issue} className={styles.issue}>
          {toVisible(issue)}
        </p>
      ))}
      <ul className={styles.prices} aria-label="Your prices">
        {own.prices.map(price => (
          <PriceLine key={`${price.provider}/${price.model}/${price.validFrom}`} price={price} />
        ))}
      </ul>
      {missing !== undefined && missing.total > 0 && (
        <ul className={styles.prices} aria-label="Models that need a price">
          {missing.models.map(each => (
            <MissingLine key={`${each.provider}/${each.model}`} missing={each} onPrice={setDraft} />
          ))}
        </ul>
      )}
      <PriceForm key={`${draft?.provider}/${draft?.model}`} draft={draft} onSet={() => setDraft(undefined)} />
      <div className={styles.end}>
        <Button onClick={() => void repriceCalls()}>Price recorded calls again</Button>
      </div>
    </div>
  )
}

function Intro({ list, file }: { readonly list: PriceList; readonly file: string }) {
  return (
    <p className={styles.sentence}>
      Your prices come first, then {toVisible(list.name)} of {toVisible(list.date)}; models on your own
      hardware cost nothing. Kept in <code>{toVisible(file)}</code>, which you may edit.
    </p>
  )
}

const AMOUNTS = [
  ['input', 'in'],
  ['output', 'out'],
  ['cacheRead', 'cache read'],
  ['cacheWrite5m', 'cache write'],
  ['cacheWrite1h', 'cache write 1 h'],
  ['reasoning', 'reasoning'],
  ['audioInput', 'audio in'],
  ['audioOutput', 'audio out'],
] as const

function PriceLine({ price }: { readonly price: UserPrice }) {
  const amounts = AMOUNTS.flatMap(([field, label]) =>
    price[field] === null ? [] : [`$${price[field]} ${label}`],
  )
  const { provider, validFrom, note } = price
  const facts = [
    provider === null ? undefined : `of ${provider}`,
    validFrom === null ? undefined : `from ${validFrom}`,
    note ?? undefined,
  ].filter(fact => fact !== undefined)
  return (
    <li className={styles.price}>
      <div className={styles.words}>
        <code className={styles.model}>{toVisible(price.model)}</code>{' '}
        <span className={styles.faint}>{toVisible(facts.join(', '))}</span>
        <p className={styles.amounts}>{amounts.join(' · ')} a million tokens</p>
      </div>
      <Button
        tone="quiet"
        aria-label={`Remove the price of ${price.model}`}
        onClick={() => void removePrice(price)}
      >
        Remove
      </Button>
    </li>
  )
}

interface MissingLineProps {
  readonly missing: MissingPrice
  readonly onPrice: (draft: Pick<UserPrice, 'model' | 'provider'>) => void
}

function MissingLine({ missing, onPrice }: MissingLineProps) {
  const { provider, model, calls, inputTokens, outputTokens } = missing
  const seen = `First seen ${formatExactTime(missing.firstSeenAt)}, last ${formatExactTime(missing.lastSeenAt)}`
  const tokens = `${formatTotal(inputTokens, 'tokens').text} in, ${formatTotal(outputTokens, 'tokens').text} out`
  return (
    <li className={styles.price}>
      <div className={styles.words} data-tip={seen}>
        <code className={styles.model}>{toVisible(model)}</code>{' '}
        <span className={styles.faint}>{provider === null ? '' : `of ${toVisible(provider)}`}</span>
        <p className={styles.needs}>
          needs a price: {formatNumberOf(calls, 'call')}, {tokens}
        </p>
      </div>
      <Button onClick={() => onPrice({ model, provider })} aria-label={`Set a price for ${model}`}>
        Set price
      </Button>
    </li>
  )
}
