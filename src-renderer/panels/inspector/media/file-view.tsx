import { useEffect, useMemo, useState } from 'react'
import { formatBytes } from '../../../format/format-bytes.ts'
import { formatCount } from '../../../format/format-count.ts'
import { toVisible } from '../../../format/visible-text.ts'
import { Button } from '../../../widgets/button.tsx'
import styles from './media.module.css'
import { extensionOf, isDrawn, isPlayed, sniffType } from './sniff-type.ts'

interface FileViewProps {
  readonly kind: string
  /** The type its sender told. */
  readonly told: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Of the file when it is saved, without its end. */
  readonly name: string
}

/** Bytes as a picture or a sound where they are one, with what they are and a way to keep them. */
export function FileView({ kind, told, bytes, name }: FileViewProps) {
  const [size, setSize] = useState('')
  const [isBroken, setBroken] = useState(false)
  const mediaType = useMemo(() => sniffType(bytes) ?? told, [bytes, told])
  const address = useBlobAddress(bytes, mediaType)
  const facts = [toVisible(mediaType), size, formatBytes(bytes.length)].filter(fact => fact !== '')

  function save(): void {
    const link = document.createElement('a')
    link.href = address ?? ''
    link.download = `${kind}-${name}.${extensionOf(mediaType)}`
    link.click()
  }

  return (
    <figure className={styles.figure}>
      {address !== undefined && isDrawn(mediaType) && !isBroken && (
        <img
          className={styles.image}
          src={address}
          alt={`Part of the recorded conversation, ${facts.join(', ')}`}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setSize(`${formatCount(naturalWidth)} × ${formatCount(naturalHeight)}`)
          }
          onError={() => setBroken(true)}
        />
      )}
      {address !== undefined && isPlayed(mediaType) && (
        // biome-ignore lint/a11y/useMediaCaption: what was recorded has no captions
        <audio className={styles.audio} controls src={address} aria-label="Recorded sound" />
      )}
      <figcaption className={styles.caption}>
        <span className={styles.kind}>{kind}</span>
        {facts.join(' · ')}
        {mediaType !== told && told !== 'application/octet-stream' && (
          <span className={styles.warning}>told as {toVisible(told)}</span>
        )}
        {isBroken && <span className={styles.warning}>cannot be drawn</span>}
        <Button tone="quiet" icon="import" onClick={save} disabled={address === undefined}>
          Save
        </Button>
      </figcaption>
    </figure>
  )
}

/** An address within the page for bytes, given back when nothing shows them any more. */
function useBlobAddress(bytes: Uint8Array<ArrayBuffer>, type: string): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const own = URL.createObjectURL(new Blob([bytes], { type }))
    setAddress(own)
    return () => URL.revokeObjectURL(own)
  }, [bytes, type])
  return address
}
