/** How far each file of a watched folder was read. */
export const watchedFiles = /* sql */ `
  create table watched_files (
    path text primary key,
    -- device and number: what a file keeps when it is renamed
    inode text not null,
    -- of its beginning: a file that was replaced has another
    fingerprint text not null,
    offset integer not null,
    line integer not null,
    size_bytes integer not null,
    modified_ms integer not null
  ) strict, without rowid;
`
