from registry import (
    account_views,
    certificate_views,
    list_views,
    platform_views,
    public_views,
    saved_view_views,
    watch_views,
)

urlpatterns = [
    *list_views.urlpatterns,
    *saved_view_views.urlpatterns,
    *account_views.urlpatterns,
    *platform_views.urlpatterns,
    *certificate_views.urlpatterns,
    *public_views.urlpatterns,
    *watch_views.urlpatterns,
]
