import { useEffect, useState } from 'react'
import { importFiles } from '../actions/import-files.ts'
import { Icon } from '../widgets/icon.tsx'
import styles from './drop-area.module.css'
import { droppedFiles } from './dropped-files.ts'

/** Files may be dropped anywhere in the window; it says so while they hover. */
export function DropArea() {
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    const stopping = new AbortController()
    const { signal } = stopping
    function onDragOver(event: DragEvent): void {
      event.preventDefault()
      setOver(event.dataTransfer?.types.includes('Files') === true)
    }
    function onDrop(event: DragEvent): void {
      event.preventDefault()
      setOver(false)
      if (event.dataTransfer !== null) void droppedFiles(event.dataTransfer).then(importFiles)
    }
    function onDragLeave(event: DragEvent): void {
      if (event.relatedTarget === null) setOver(false)
    }
    window.addEventListener('dragover', onDragOver, { signal })
    window.addEventListener('drop', onDrop, { signal })
    window.addEventListener('dragleave', onDragLeave, { signal })
    return () => stopping.abort()
  }, [])

  if (!isOver) return null
  return (
    <div className={styles.area}>
      <p className={styles.words}>
        <Icon name="import" size={18} />
        Drop to record these traces
      </p>
    </div>
  )
}
