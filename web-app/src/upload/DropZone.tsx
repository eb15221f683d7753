import { getDroppedFiles } from '@uppy/core/utils';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../design/Icon';
import { bytes, mediaType } from '../format/format';
import { Camera, useCamera } from './Camera';

/** Where files come in: dropped, with their folders, pasted, chosen, photographed. */
export function DropZone({
  mediaTypes,
  mostBytes,
  isCompact,
  onFiles,
}: {
  mediaTypes: readonly string[];
  /** How large a file may be, or null while that is not known. */
  mostBytes: number | null;
  isCompact: boolean;
  onFiles: (files: File[]) => void;
}) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isShooting, setShooting] = useState(false);
  const hasCamera = useCamera();

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (pasted.length > 0) {
        event.preventDefault();
        onFiles(pasted);
      }
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onFiles]);

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles(await getDroppedFiles(event.dataTransfer));
  };

  const chosen = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])]);
    input.value = '';
  };

  return (
    <section
      className={`drop ${isOver ? 'drop-over' : ''} ${isCompact ? 'drop-compact' : ''}`}
      aria-label="Add images"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="drop-icon">
        <Icon name="upload" size={30} />
      </span>
      <p className="drop-title">Drop photographs or folders here</p>
      <p className="soft">or paste them, or</p>
      <div className="row">
        <button type="button" className="button button-main" onClick={() => files.current?.click()}>
          <Icon name="images" /> Choose files
        </button>
        <button type="button" className="button" onClick={() => folder.current?.click()}>
          <Icon name="folder" /> Choose a folder
        </button>
        {hasCamera && (
          <button type="button" className="button" onClick={() => setShooting(true)}>
            <Icon name="camera" /> Take photos
          </button>
        )}
      </div>
      <p className="soft drop-limits">
        {mediaTypes.map(mediaType).join(', ')}{' '}
        {mostBytes !== null && <span>up to {bytes(mostBytes)} each</span>}
      </p>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={mediaTypes.join(',')}
        aria-label="Files"
        data-testid="files"
        onChange={(event) => chosen(event.currentTarget)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        aria-label="Folder"
        onChange={(event) => chosen(event.currentTarget)}
      />
      {isShooting && <Camera onPhoto={(photo) => onFiles([photo])} onClose={() => setShooting(false)} />}
    </section>
  );
}
