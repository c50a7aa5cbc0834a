import { useMemo, useState } from 'react'
import type { Block } from '#contract/call.ts'
import { describeFailure } from '../../../actions/describe-failure.ts'
import { useOperation } from '../../../api/use-operation.ts'
import { formatBytes } from '../../../format/format-bytes.ts'
import { toVisible } from '../../../format/visible-text.ts'
import { Button } from '../../../widgets/button.tsx'
import { CopyButton } from '../../../widgets/copy-button.tsx'
import { Icon } from '../../../widgets/icon.tsx'
import { FileView } from './file-view.tsx'
import styles from './media.module.css'
import { decodeBase64, readMedia } from './read-media.ts'

/** Up to here a picture or sound that came cut is completed without being asked. */
const READ_UNASKED_BYTES = 16_000_000

/** An image, sound or file: from its own bytes, never from an address. */
export function MediaView({ block }: { readonly block: Block }) {
  const [isWanted, setWanted] = useState(block.sizeBytes <= READ_UNASKED_BYTES)
  const whole = useOperation('blocks.get', block.isCut && isWanted ? { blockId: block.blockId } : undefined)
  const known = whole.value ?? block
  const media = useMemo(() => (known.isCut ? undefined : readMedia(known.text)), [known])
  const bytes = useMemo(() => (media?.type === 'data' ? decodeBase64(media.base64) : undefined), [media])
  if (media === undefined) {
    return (
      <Line kind={block.kind} text={whole.error === undefined ? '' : describeFailure(whole.error)}>
        <span className={styles.size}>{formatBytes(block.sizeBytes)}</span>
        {isWanted ? 'Reading…' : <Button onClick={() => setWanted(true)}>Load it</Button>}
      </Line>
    )
  }
  if (media.type === 'address') {
    return (
      <Line kind={block.kind} text={media.address} tip="Only where it is was recorded; nothing is fetched">
        <CopyButton isSmall label="Copy the address" read={() => media.address} />
      </Line>
    )
  }
  if (bytes === undefined) {
    return (
      <Line kind={block.kind} text={`${media.mediaType}, but what was recorded is no base64`}>
        <CopyButton isSmall label="Copy what was recorded" read={() => known.text} />
      </Line>
    )
  }
  return <FileView kind={block.kind} told={media.mediaType} bytes={bytes} name={block.blockId.slice(0, 8)} />
}

interface LineProps {
  readonly kind: string
  readonly text: string
  readonly tip?: string
  readonly children: React.ReactNode
}

function Line({ kind, text, tip, children }: LineProps) {
  return (
    <div className={styles.line}>
      <Icon name="link" size={13} />
      <span className={styles.kind}>{kind}</span>
      <span className={styles.address} data-tip={tip}>
        {toVisible(text.slice(0, 300))}
      </span>
      {children}
    </div>
  )
}
