// A picture as a camera has it, drawn in somebody's browser: a JPEG with many colours, so that it is not small.

export async function photograph(page, { width, height, hue = 0 }) {
  const bytes = await page.evaluate(async (wanted) => {
    const canvas = new OffscreenCanvas(wanted.width, wanted.height);
    const context = canvas.getContext("2d");
    context.fillStyle = `hsl(${wanted.hue} 40% 70%)`;
    context.fillRect(0, 0, wanted.width, wanted.height);
    for (let at = 0; at < 600; at += 1) {
      context.fillStyle = `hsl(${(wanted.hue + at * 47) % 360} 60% 50%)`;
      context.fillRect((at * 613) % wanted.width, (at * 389) % wanted.height, wanted.width / 10, wanted.height / 10);
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, { width, height, hue });
  return Buffer.from(bytes);
}
