/** As `graph.module.css` has it, so that nothing needs to be measured. */
export const NODE_SIZE = { width: 224, height: 44 }
