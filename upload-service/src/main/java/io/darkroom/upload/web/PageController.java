package io.darkroom.upload.web;

import io.darkroom.upload.UploadProperties;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The page itself, under each address that it shows, so that any of them can be opened, reloaded or sent to somebody.
@RestController
@Hidden
class PageController {

    static final String HOME = "/";

    private final Resource page;
    private final AppConfig config;

    PageController(ResourceLoader resources, WebProperties web, UploadProperties upload) {
        this.page = resources.getResource(PageConfiguration.FILES + "index.html");
        this.config = AppConfig.of(web, upload);
    }

    @GetMapping({HOME, "/upload", "/images", "/images/{id}", "/usage"})
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_HTML)
                .body(page);
    }

    @GetMapping(AppConfig.PATH)
    ResponseEntity<AppConfig> config() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(config);
    }
}
