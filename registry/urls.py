from registry.views import (
    account_list,
    accounts,
    certificates,
    platforms,
    public,
    released_addresses,
    saved_views,
)

urlpatterns = [
    *account_list.urlpatterns,
    *saved_views.urlpatterns,
    *accounts.urlpatterns,
    *platforms.urlpatterns,
    *certificates.urlpatterns,
    *public.urlpatterns,
    *released_addresses.urlpatterns,
]
