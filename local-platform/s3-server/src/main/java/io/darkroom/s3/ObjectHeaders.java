package io.darkroom.s3;

import io.darkroom.s3.storage.StoredObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The headers that an object keeps and those that it comes back with.
final class ObjectHeaders {

    private static final String METADATA_PREFIX = "x-amz-meta-";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final List<String> KEPT = List.of(
            "cache-control", "content-disposition", CONTENT_ENCODING, "content-language", "content-type", "expires");

    private ObjectHeaders() {}

    /// What a write says of the object.
    static Map<String, String> kept(Request request) {
        Map<String, String> kept = new HashMap<>();
        kept.put("content-type", "application/octet-stream");
        request.http().headers().forEach((name, values) -> {
            if (KEPT.contains(name) || name.startsWith(METADATA_PREFIX)) {
                kept.put(name, String.join(",", values));
            }
        });
        // That encoding is of the transfer, not of the object.
        kept.computeIfPresent(CONTENT_ENCODING, (_, value) -> withoutTransferEncoding(value));
        return kept;
    }

    private static @Nullable String withoutTransferEncoding(String encodings) {
        String rest = Arrays.stream(encodings.split(",", -1))
                .map(String::strip)
                .filter(encoding -> !encoding.equals("aws-chunked"))
                .collect(Collectors.joining(","));
        return rest.isEmpty() ? null : rest;
    }

    /// What a read is told; a link may replace some of it.
    static Map<String, String> of(Request request, StoredObject object) {
        Map<String, String> headers = new HashMap<>();
        object.headers().forEach((name, value) -> headers.put(capitalised(name), value));
        KEPT.forEach(name ->
                request.parameter("response-" + name).ifPresent(value -> headers.put(capitalised(name), value)));
        headers.put("ETag", ObjectOperations.quoted(object));
        headers.put("Accept-Ranges", "bytes");
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        object.lastModified().atOffset(ZoneOffset.UTC)));
        // As on AWS: a checksum of the whole says nothing of a part.
        if (request.header("x-amz-checksum-mode")
                        .filter("ENABLED"::equalsIgnoreCase)
                        .isPresent()
                && request.header("range").isEmpty()) {
            headers.putAll(checksum(object));
        }
        return headers;
    }

    static Map<String, String> checksum(StoredObject object) {
        return object.findChecksum()
                .map(checksum ->
                        Map.of(checksum.algorithm().header(), checksum.value(), "x-amz-checksum-type", checksum.type()))
                .orElse(Map.of());
    }

    private static String capitalised(String name) {
        return name.startsWith("x-amz-")
                ? name
                : Arrays.stream(name.split("-", -1))
                        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                        .collect(Collectors.joining("-"));
    }
}
