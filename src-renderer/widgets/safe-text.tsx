import { memo } from 'react'
import { toSegments } from '../format/visible-text.ts'
import styles from './safe-text.module.css'

/** Recorded text as plain text, with what would act unseen shown by name. */
export const SafeText = memo(function SafeText({ text }: { readonly text: string }) {
  const segments = toSegments(text)
  const [only] = segments
  if (segments.length === 1 && only?.type === 'text') return only.text
  return segments.map((segment, index) =>
    segment.type === 'text' ? (
      segment.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other identity
      <span key={index} className={styles.mark} data-tip="An invisible or control character">
        {segment.label}
        {segment.count > 1 && `×${segment.count}`}
      </span>
    ),
  )
})
