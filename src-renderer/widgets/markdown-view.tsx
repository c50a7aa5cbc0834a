import { lazy, Suspense } from 'react'
import { formatCount } from '../format/format-count.ts'
import { LongText } from './long-text.tsx'
import { MARKDOWN_AT_MOST } from './markdown-text.ts'
import styles from './markdown-view.module.css'

interface MarkdownViewProps {
  readonly text: string
  /** Offers a link to the reader's browser; nothing else ever follows one. */
  readonly onLink: (address: string) => void
}

/** Loaded when it is first looked at: it brings a parser. */
const Markdown = lazy(async () => ({ default: (await import('./markdown.tsx')).Markdown }))

/** Markdown as it was meant to look, without anything of it running or being fetched. */
export function MarkdownView({ text, onLink }: MarkdownViewProps) {
  if (text.length > MARKDOWN_AT_MOST) {
    return (
      <>
        <p className={styles.word}>
          Shown as text: Markdown is drawn up to {formatCount(MARKDOWN_AT_MOST)} characters, and this has{' '}
          {formatCount(text.length)}.
        </p>
        <LongText text={text} />
      </>
    )
  }
  return (
    <Suspense fallback={<LongText text={text} />}>
      <Markdown text={text} onLink={onLink} />
    </Suspense>
  )
}
