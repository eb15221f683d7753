import type { ImageFilter } from '../api/api';
import { mediaType } from '../format/format';

const STATES = { PROCESSED: 'Processed', FAILED: 'Failed', IN_FLIGHT: 'Being processed' };
const CHANNELS = { UPLOAD: 'Upload', STREAM: 'Stream' };

/** What of all images is shown. */
export function Filters({
  filter,
  mediaTypes,
  onChange,
}: {
  filter: ImageFilter;
  mediaTypes: string[];
  onChange: (filter: ImageFilter) => void;
}) {
  const types = Object.fromEntries(mediaTypes.map((type) => [type, mediaType(type)]));
  return (
    <search className="row filters" aria-label="Filter">
      <Choice
        label="State"
        all="All states"
        options={STATES}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
      />
      <Choice
        label="Type"
        all="All types"
        options={types}
        value={filter.mediaType}
        onChange={(type) => onChange({ ...filter, mediaType: type })}
      />
      <Choice
        label="Channel"
        all="All channels"
        options={CHANNELS}
        value={filter.channel}
        onChange={(channel) => onChange({ ...filter, channel })}
      />
      <input
        className="field"
        type="date"
        aria-label="Day (UTC)"
        value={filter.day ?? ''}
        onChange={(event) => onChange({ ...filter, day: event.currentTarget.value })}
      />
    </search>
  );
}

function Choice(props: {
  label: string;
  all: string;
  options: Record<string, string>;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <select
      className="field"
      aria-label={props.label}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    >
      <option value="">{props.all}</option>
      {Object.entries(props.options).map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
