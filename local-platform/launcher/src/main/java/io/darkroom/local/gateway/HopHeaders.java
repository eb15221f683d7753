package io.darkroom.local.gateway;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Header fields that are for one connection only (RFC 9110, section 7.6.1).
final class HopHeaders {

    private HopHeaders() {}

    /// Removes from an answer what the service's `Connection` field names. (The proxy drops the well-known ones, and
    /// those that a request names, itself.)
    static void removeNamed(HttpFields fromService, HttpFields.Mutable toCaller) {
        fromService.getCSV(HttpHeader.CONNECTION, false).forEach(toCaller::remove);
    }
}
