import { LOOKS, setLook, setMarksSpaces, useReading } from '../../state/reading.ts'
import { IconButton } from '../../widgets/button.tsx'
import { Choice } from '../../widgets/choice.tsx'
import styles from './conversation.module.css'
import { FindBar } from './find/find-bar.tsx'
import type { Find } from './find/use-find.ts'
import { LOOK_NAMES } from './look-names.ts'

interface ConversationToolbarProps {
  readonly find: Find
  readonly asked: number
  readonly onFind: () => void
}

const CHOICES = LOOKS.map(look => ({ id: look, ...LOOK_NAMES[look] }))

export function ConversationToolbar({ find, asked, onFind }: ConversationToolbarProps) {
  const look = useReading(reading => reading.look)
  const marksSpaces = useReading(reading => reading.marksSpaces)
  return (
    <div className={styles.toolbar}>
      <Choice label="Show messages as" choices={CHOICES} chosen={look} onChoose={setLook} />
      <IconButton
        icon="spaces"
        label="Mark tabs and spaces at line ends"
        aria-pressed={marksSpaces}
        onClick={() => setMarksSpaces(!marksSpaces)}
      />
      <span className={styles.space} />
      {find.isOpen ? (
        <FindBar find={find} asked={asked} />
      ) : (
        <IconButton icon="search" label="Find in this call" keys="Ctrl+F" onClick={onFind} />
      )}
    </div>
  )
}
