import { useId, useState } from 'react'
import type { StepChange } from '#contract/diff.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { Button } from '../../widgets/button.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { LongText } from '../../widgets/long-text.tsx'
import { ComparedBlocks } from './compared-blocks.tsx'
import styles from './detail.module.css'
import { Quoted } from './verdict.tsx'
import { SIGNS } from './words.ts'

interface ChangeViewProps {
  readonly change: StepChange
  readonly beginsOpen: boolean
  /** The row of the step that the block came from. */
  readonly sourceRow: number | undefined
  readonly onSource: (row: number) => void
}

/** A block that differs: what it is, where it came from, and both texts held against each other. */
export function ChangeView({ change, beginsOpen, sourceRow, onSource }: ChangeViewProps) {
  const [isOpen, setOpen] = useState(beginsOpen)
  const body = useId()
  const { leftBlockId, rightBlockId } = change
  const title = change.label === change.part ? change.part : `${change.part}: ${change.label}`
  return (
    <section className={styles.change} data-change={change.change}>
      <div className={styles.changeHead}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          <span className={styles.sign} aria-hidden="true">
            {SIGNS[change.change]}
          </span>
          <span className={styles.changeTitle}>
            <Quoted text={title} />
          </span>
          <span className={styles.changeWord}>{WORDS[change.change]}</span>
        </button>
        {sourceRow !== undefined && change.sourceStep !== null && (
          <Button tone="quiet" data-tip="The step this came from" onClick={() => onSource(sourceRow)}>
            from step {change.sourceStep + 1}
          </Button>
        )}
      </div>
      <div id={body} hidden={!isOpen}>
        {isOpen && leftBlockId !== null && rightBlockId !== null && (
          <ComparedBlocks left={leftBlockId} right={rightBlockId} />
        )}
        {isOpen && leftBlockId !== null && rightBlockId === null && <OneBlock blockId={leftBlockId} />}
        {isOpen && leftBlockId === null && rightBlockId !== null && <OneBlock blockId={rightBlockId} />}
      </div>
    </section>
  )
}

const WORDS: Readonly<Record<StepChange['change'], string>> = {
  changed: 'changed',
  removed: 'only in A',
  added: 'only in B',
}

function OneBlock({ blockId }: { readonly blockId: string }) {
  const { value, error } = useOperation('blocks.get', { blockId })
  if (error !== undefined) return <p className={styles.problem}>{describeFailure(error)}</p>
  return <div className={styles.one}>{value !== undefined && <LongText text={value.text} isCode />}</div>
}
