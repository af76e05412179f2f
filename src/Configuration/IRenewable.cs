namespace Rooms.Configuration;

/// <summary>Options that are read anew after a reload.</summary>
internal interface IRenewable
{
    void Renew();
}
