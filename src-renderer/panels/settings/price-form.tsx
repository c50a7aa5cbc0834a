import { type FormEvent, useState } from 'react'
import type { UserPrice } from '#contract/price.ts'
import { setPrice } from '../../actions/change-prices.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './prices.module.css'

const AMOUNTS = [
  ['input', 'Input', ''],
  ['output', 'Output', ''],
  ['cacheRead', 'Cache read', 'as input'],
  ['cacheWrite5m', 'Cache write', 'as input'],
  ['cacheWrite1h', 'Write 1 h', 'as write'],
  ['reasoning', 'Reasoning', 'as output'],
  ['audioInput', 'Audio in', 'as input'],
  ['audioOutput', 'Audio out', 'as output'],
] as const

type Amount = (typeof AMOUNTS)[number][0]
const PRICE = /^\d+([.]\d+)?$/

interface PriceFormProps {
  /** The model a price was asked for, if any. */
  readonly draft: Pick<UserPrice, 'model' | 'provider'> | undefined
  readonly onSet: () => void
}

/** Dollars per million tokens. What is left empty costs what it is part of. */
export function PriceForm({ draft, onSet }: PriceFormProps) {
  const [words, setWords] = useState({
    model: draft?.model ?? '',
    provider: draft?.provider ?? '',
    validFrom: '',
    note: '',
  })
  const [amounts, setAmounts] = useState<Partial<Record<Amount, string>>>({})
  const { input = '', output = '' } = amounts
  const isReady =
    words.model.trim() !== '' &&
    PRICE.test(input) &&
    PRICE.test(output) &&
    Object.values(amounts).every(amount => amount === '' || PRICE.test(amount))

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!isReady || !(await setPrice({ ...wordsOf(words), ...numbersOf(amounts) }))) return
    setWords({ model: '', provider: '', validFrom: '', note: '' })
    setAmounts({})
    onSet()
  }

  const word = (name: keyof typeof words, label: string, placeholder: string) => (
    <input
      className={styles.input}
      aria-label={label}
      placeholder={placeholder}
      spellCheck={false}
      value={words[name]}
      onChange={event => setWords({ ...words, [name]: event.target.value })}
    />
  )
  return (
    <form className={styles.form} aria-label="Set a price" onSubmit={event => void submit(event)}>
      {word('model', 'Model', 'Model, like gpt-5*')}
      {word('provider', 'Provider', 'Any provider')}
      {word('validFrom', 'First day', 'From 2026-01-31')}
      {word('note', 'Note', 'Note')}
      {AMOUNTS.map(([field, label, otherwise]) => (
        <label key={field} className={styles.amount}>
          <span>{label}</span>
          <input
            className={styles.input}
            inputMode="decimal"
            placeholder={otherwise}
            aria-invalid={!['', undefined].includes(amounts[field]) && !PRICE.test(amounts[field] ?? '')}
            value={amounts[field] ?? ''}
            onChange={event => setAmounts({ ...amounts, [field]: event.target.value.trim() })}
          />
        </label>
      ))}
      <div className={styles.end}>
        <Button type="submit" disabled={!isReady}>
          Set price
        </Button>
      </div>
    </form>
  )
}

function wordsOf({
  model,
  provider,
  validFrom,
  note,
}: Record<'model' | 'provider' | 'validFrom' | 'note', string>) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return { model, provider: orNull(provider), validFrom: orNull(validFrom), note: orNull(note) }
}

function numbersOf(amounts: Partial<Record<Amount, string>>) {
  const told = Object.entries(amounts).filter(([, amount]) => amount !== '')
  const numbers: Partial<Record<Amount, number>> = Object.fromEntries(
    told.map(([field, amount]) => [field, Number(amount)]),
  )
  return { ...numbers, input: numbers.input ?? 0, output: numbers.output ?? 0 }
}
