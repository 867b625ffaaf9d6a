import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import *
from tests.moving import moved
from tests.walking import Walker
@pytest.mark.django_db
@pytest.mark.parametrize("step",["car","adults"])
def test_q(client, step):
    moved(client, OUTSIDE_EEA)
    w=Walker(client); page=w.visit("question","before",step); f=page.form()
    with CaptureQueriesContext(connection) as a: client.get(page.url)
    print("GET",len(a))
    for q in a.captured_queries: print("   ",q["sql"][:150])
    client.post(f.action,f.data)
    with CaptureQueriesContext(connection) as a: client.post(f.action,f.data)
    print("POST",len(a))
    for q in a.captured_queries: print("   ",q["sql"][:230])
    with CaptureQueriesContext(connection) as a: client.get(w.address("plan"))
    print("PLAN",len(a))
    for q in a.captured_queries: print("   ",q["sql"][:230])
