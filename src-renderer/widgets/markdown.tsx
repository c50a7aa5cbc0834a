import { type ReactNode, useState } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { nameUnseen } from '../format/name-unseen.ts'
import { toVisible } from '../format/visible-text.ts'
import { Button } from './button.tsx'
import styles from './markdown-view.module.css'

interface MarkdownProps {
  readonly text: string
  readonly onLink: (address: string) => void
}

const PLUGINS = [remarkGfm]

/** Raw HTML stays text, pictures stay addresses, and a link only says where it leads until the reader agrees. */
export function Markdown({ text, onLink }: MarkdownProps) {
  const components: Components = {
    a: ({ href, children }) => (
      <Link address={href ?? ''} onLink={onLink}>
        {children}
      </Link>
    ),
    img: ({ alt, src }) => (
      <span className={styles.picture}>
        Picture, not loaded: {toVisible(alt ?? '')} {toVisible(String(src ?? ''))}
      </span>
    ),
    h1: 'h4',
    h2: 'h4',
    h3: 'h5',
    h4: 'h5',
    h5: 'h6',
    h6: 'h6',
    table: ({ children }) => (
      <div className={styles.table}>
        <table>{children}</table>
      </div>
    ),
    input: ({ checked }) => <span>{checked ? '☑ ' : '☐ '}</span>,
  }
  return (
    <div className={styles.markdown} dir="auto">
      <ReactMarkdown remarkPlugins={PLUGINS} components={components} urlTransform={url => url}>
        {nameUnseen(text)}
      </ReactMarkdown>
    </div>
  )
}

interface LinkProps {
  readonly address: string
  readonly onLink: (address: string) => void
  readonly children: ReactNode
}

/** The text of a link may say anything, so its address is read before it is followed. */
function Link({ address, onLink, children }: LinkProps) {
  const [isShown, setShown] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.link}
        aria-expanded={isShown}
        data-tip={toVisible(address.slice(0, 300))}
        onClick={() => setShown(!isShown)}
      >
        {children}
      </button>
      {isShown && (
        <span className={styles.address}>
          <code>{toVisible(address)}</code>
          {/^(https:\/\/|mailto:)/i.test(address) && (
            <Button tone="quiet" icon="link" onClick={() => onLink(address)}>
              Open in the browser
            </Button>
          )}
        </span>
      )}
    </>
  )
}
