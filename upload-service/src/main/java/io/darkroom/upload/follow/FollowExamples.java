package io.darkroom.upload.follow;

/// Examples in the OpenAPI document.
final class FollowExamples {

    static final String ID = "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10";

    static final String PROCESSED = """
            {
              "id": "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
              "state": "PROCESSED",
              "channel": "UPLOAD",
              "receivedAt": "2026-11-22T12:00:00.123Z",
              "finishedAt": "2026-11-22T12:00:01.456Z",
              "mediaType": "image/jpeg",
              "sizeBytes": 2483112,
              "sha256": "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1",
              "fileName": "holiday.jpg",
              "source": {
                "widthPx": 4000,
                "heightPx": 3000,
                "pages": 1,
                "orientation": 6,
                "colourSpace": "srgb"
              },
              "original": {
                "href": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/original",
                "downloadUrl": "https://raw.example/0d9f1a3c?attachment&signature",
                "urlExpiresAt": "2026-11-22T12:15:02.000Z"
              },
              "results": [
                {
                  "name": "preview",
                  "mediaType": "image/webp",
                  "widthPx": 768,
                  "heightPx": 1024,
                  "sizeBytes": 81234,
                  "sha256": "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1",
                  "href": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/results/preview",
                  "url": "https://results.example/0d9f1a3c/preview.webp?signature",
                  "downloadUrl": "https://results.example/0d9f1a3c/preview.webp?attachment&signature",
                  "urlExpiresAt": "2026-11-22T12:15:02.000Z"
                }
              ],
              "labels": [
                {
                  "name": "beach",
                  "score": 0.93
                }
              ],
              "retainedUntil": "2026-11-29T12:00:01.456Z",
              "links": {
                "self": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
                "original": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/original"
              }
            }""";

    static final String FAILED = """
            {
              "id": "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
              "state": "FAILED",
              "channel": "UPLOAD",
              "receivedAt": "2026-11-22T12:00:00.123Z",
              "finishedAt": "2026-11-22T12:00:00.987Z",
              "mediaType": "image/jpeg",
              "sizeBytes": 2483112,
              "sha256": "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1",
              "failure": {
                "code": "CORRUPT_IMAGE",
                "message": "The image is cut short.",
                "processor": "renditions",
                "fault": "SENDER"
              },
              "original": {
                "href": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/original",
                "downloadUrl": "https://raw.example/0d9f1a3c?attachment&signature",
                "urlExpiresAt": "2026-11-22T12:15:02.000Z"
              },
              "results": [],
              "labels": [],
              "retainedUntil": "2026-11-29T12:00:00.987Z",
              "links": {
                "self": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
                "original": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/original"
              }
            }""";

    static final String BATCH = """
            {
              "images": [
                {
                  "id": "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
                  "state": "RECEIVED",
                  "channel": "UPLOAD",
                  "receivedAt": "2026-11-22T12:00:00.123Z",
                  "mediaType": "image/jpeg",
                  "sizeBytes": 2483112,
                  "fileName": "holiday.jpg",
                  "results": [],
                  "labels": [],
                  "links": {
                    "self": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10",
                    "original": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10/original"
                  }
                }
              ],
              "missing": [
                "01a20380-7a8b-760a-a960-1ac157520af4"
              ]
            }""";

    static final String EVENTS = """
            retry: 2417
            id: 3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAr

            id: 3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAs
            event: image
            data: {"id": "0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10", "state": "FAILED", "channel": "UPLOAD", \
            "receivedAt": "2026-11-22T12:00:00.123Z", "finishedAt": "2026-11-22T12:00:00.987Z", \
            "mediaType": "image/jpeg", "sizeBytes": 2483112, "sha256": \
            "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1", "failure": {"code": "CORRUPT_IMAGE", \
            "message": "The image is cut short.", "processor": "renditions", "fault": "SENDER"}, "results": [], \
            "labels": [], "retainedUntil": "2026-11-29T12:00:00.987Z", "links": \
            {"self": "/v1/images/0d9f1a3c-6f0e-5d0e-8a53-6c1f2b7f4a10"}}

            :
            id: 3q2-7wAAAAAAAAAAAAAAAAAAAAAAAABC

            """;

    private FollowExamples() {}
}
