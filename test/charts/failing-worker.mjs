// A worker that comes to grief as its title says.
export async function draw({ request }) {
  const mishap = request.title.en
  if (mishap === 'exit') process.exit(1)
  if (mishap === 'throw') throw new Error('cannot draw this')
  if (mishap === 'hang') for (;;);
  return { png: new Uint8Array(), width: 1200, height: 675, missing: [] }
}
