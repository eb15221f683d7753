package io.darkroom.upload.resumable;

import io.darkroom.support.ProblemException;
import java.io.Serial;

/// Why a request about a piecewise upload is refused, where the protocol has a status of its own for it.
final class TusRefusal extends ProblemException {

    @Serial
    private static final long serialVersionUID = 1;

    /// The reasons, as statuses of HTTP and codes of ours.
    enum Reason {
        /// There is no such upload, of this customer.
        UPLOAD_NOT_FOUND(404),
        /// The offset is not where the upload stands.
        OFFSET_MISMATCH(409),
        /// It has expired, or was ended by its sender.
        UPLOAD_GONE(410),
        /// The version of the protocol is not known here.
        UNSUPPORTED_VERSION(412),
        /// Another request writes to it.
        UPLOAD_LOCKED(423),
        /// The bytes are not those that the checksum describes.
        CHECKSUM_MISMATCH(460);

        private final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    /// @param detail for the sender
    TusRefusal(Reason reason, String detail) {
        super(reason.status, reason.name(), detail);
    }
}
