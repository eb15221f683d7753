import { useEffect, useRef, useState } from 'react';
import { Icon } from '../design/Icon';

/** Whether this device has a camera that the page could ask for. */
export function useCamera(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    navigator.mediaDevices
      ?.enumerateDevices()
      .then((devices) => setThere(devices.some((device) => device.kind === 'videoinput')))
      .catch(() => setThere(false));
  }, []);
  return isThere;
}

/** Takes photographs with the device's camera. */
export function Camera({ onPhoto, onClose }: { onPhoto: (photo: File) => void; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
    let stream: MediaStream | null = null;
    let isGone = false;
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment', width: { ideal: 4096 }, height: { ideal: 3072 } } })
      .then((opened) => {
        stream = opened;
        if (isGone) {
          stop(opened);
        } else if (video.current !== null) {
          video.current.srcObject = opened;
        }
      })
      .catch(() =>
        setTrouble('The camera cannot be used. Allow it in the browser’s settings for this page.'),
      );
    return () => {
      isGone = true;
      stop(stream);
    };
  }, []);

  const take = () => {
    const picture = video.current;
    if (picture === null || picture.videoWidth === 0) {
      return;
    }
    const canvas = document.createElement('canvas');
    canvas.width = picture.videoWidth;
    canvas.height = picture.videoHeight;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (blob !== null) {
          const name = `photo-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.jpg`;
          onPhoto(new File([blob], name, { type: 'image/jpeg' }));
        }
      },
      'image/jpeg',
      0.95,
    );
  };

  return (
    <dialog ref={dialog} className="camera" aria-label="Take photographs" onClose={onClose}>
      {trouble === null ? <video ref={video} autoPlay playsInline muted /> : <p role="alert">{trouble}</p>}
      <div className="row">
        {trouble === null && (
          <button type="button" className="button button-main" onClick={take}>
            <Icon name="camera" /> Take photo
          </button>
        )}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Done
        </button>
      </div>
    </dialog>
  );
}

function stop(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) {
    track.stop();
  }
}
