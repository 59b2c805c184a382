"""The site map."""

app_name = "initiatives"
unprefixed: list = []
urlpatterns: list = []
