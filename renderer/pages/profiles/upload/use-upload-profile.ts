import { report } from '../../../components/report';
import { usePickProfile } from '../../../queries/profiles';
import { useUpload } from '../state/upload';

/** Lets the admin choose a file, and shows what is in it before it is kept. */
export function useUploadProfile(): { choose: () => void; choosing: boolean } {
  const pick = usePickProfile();
  const choose = () =>
    pick.mutate(undefined, {
      onError: report,
      onSuccess: (picked) => picked !== null && useUpload.setState({ picked }),
    });
  return { choose, choosing: pick.isPending };
}
