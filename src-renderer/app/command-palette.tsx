import { useEffect, useMemo, useRef, useState } from 'react'
import { useOperation } from '../api/use-operation.ts'
import { useKeyLayers } from '../keys/key-layers.ts'
import { useKeys } from '../keys/use-keys.ts'
import { closeOverlay } from '../state/overlay.ts'
import { Dialog } from '../widgets/dialog.tsx'
import { Icon } from '../widgets/icon.tsx'
import { Kbd } from '../widgets/kbd.tsx'
import styles from './command-palette.module.css'
import { appCommands, type Command, keyCommands, runCommands, searchCommand } from './list-commands.ts'
import { rankCommands } from './rank-commands.ts'

const SHOWN = 40

/** One field for everything: commands, runs by name, and the search of all content. */
export function CommandPalette() {
  const [text, setText] = useState('')
  const [selected, setSelected] = useState(0)
  const [layers] = useState(() => useKeyLayers.getState().layers)
  const list = useRef<HTMLDivElement>(null)
  const wanted = text.trim()
  const runs = useOperation('runs.list', { limit: 20, ...(wanted === '' ? {} : { text: wanted }) })
  const found = useMemo(() => {
    const commands = rankCommands([...appCommands(), ...keyCommands(layers)], wanted)
    const more = wanted === '' ? [] : [searchCommand(wanted)]
    return [...commands, ...runCommands(runs.value?.runs ?? []), ...more].slice(0, SHOWN)
  }, [layers, wanted, runs.value])
  const current = Math.min(selected, found.length - 1)

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function choose(command: Command | undefined): void {
    closeOverlay()
    command?.run()
  }

  useKeys(
    'Palette',
    [
      {
        keys: ['ArrowDown'],
        label: 'Next',
        worksInFields: true,
        run: () => setSelected((current + 1) % found.length),
      },
      {
        keys: ['ArrowUp'],
        label: 'Previous',
        worksInFields: true,
        run: () => setSelected((current - 1 + found.length) % found.length),
      },
      {
        keys: ['Enter'],
        label: 'Do it',
        hint: { keys: ['Enter'], label: 'Do it' },
        worksInFields: true,
        run: () => choose(found[current]),
      },
      {
        keys: ['Escape', 'Mod+k'],
        label: 'Close',
        hint: { keys: ['Escape'], label: 'Close' },
        worksInFields: true,
        run: closeOverlay,
      },
    ],
    'dialog',
  )

  return (
    <Dialog label="Command palette" size="medium" onClose={closeOverlay}>
      <label className={styles.field}>
        <Icon name="search" size={16} />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Do or go to anything"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={`palette-${current}`}
          placeholder="Type a command or the name of a run…"
          value={text}
          spellCheck={false}
          autoFocus
          onChange={event => {
            setText(event.target.value)
            setSelected(0)
          }}
        />
      </label>
      <div ref={list} id="palette-list" className={styles.list} role="listbox" aria-label="Commands">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={command.id}
            id={`palette-${index}`}
            className={styles.command}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => choose(command)}
            onPointerMove={() => setSelected(index)}
          >
            <Icon name={command.icon} size={15} />
            <span className={styles.label}>{command.label}</span>
            <span className={styles.group}>{command.group}</span>
            {command.keys !== undefined && <Kbd keys={command.keys} />}
          </div>
        ))}
        {found.length === 0 && <p className={styles.none}>Nothing fits.</p>}
      </div>
    </Dialog>
  )
}
