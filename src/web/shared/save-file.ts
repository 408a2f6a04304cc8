/** Hands the user a file to save, under a name. */
export const saveFile = (content: Blob, fileName: string): void => {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser has taken its copy once the click's task is over.
  window.setTimeout(() => URL.revokeObjectURL(address), 1_000);
};
